package privacy

import (
	"database/sql/driver"
	"encoding/xml"
)

// This file shuts for a Key the doors through which other packages write a
// value, as identifier_refuse.go does for an Identifier.

// MarshalText returns ErrSecretKey.
func (k Key) MarshalText() ([]byte, error) { return nil, ErrSecretKey }

// MarshalBinary returns ErrSecretKey.
func (k Key) MarshalBinary() ([]byte, error) { return nil, ErrSecretKey }

// MarshalJSON returns ErrSecretKey.
func (k Key) MarshalJSON() ([]byte, error) { return nil, ErrSecretKey }

// MarshalXML returns ErrSecretKey.
func (k Key) MarshalXML(*xml.Encoder, xml.StartElement) error { return ErrSecretKey }

// MarshalXMLAttr returns ErrSecretKey.
func (k Key) MarshalXMLAttr(xml.Name) (xml.Attr, error) { return xml.Attr{}, ErrSecretKey }

// GobEncode returns ErrSecretKey.
func (k Key) GobEncode() ([]byte, error) { return nil, ErrSecretKey }

// Value returns ErrSecretKey, to a database.
func (k Key) Value() (driver.Value, error) { return nil, ErrSecretKey }
