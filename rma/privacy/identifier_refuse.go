package privacy

import (
	"database/sql/driver"
	"encoding/xml"
)

// This file holds the doors through which other packages write a value. For an
// Identifier all of them are shut, whether there is one or not. Reading an
// Identifier by these doors is not offered: see NewIdentifier.

// MarshalText returns ErrIdentifier. What writes values as text, such as a
// writer of CSV or YAML or the key of a JSON object, comes here.
func (id Identifier) MarshalText() ([]byte, error) { return nil, ErrIdentifier }

// MarshalBinary returns ErrIdentifier.
func (id Identifier) MarshalBinary() ([]byte, error) { return nil, ErrIdentifier }

// MarshalJSON returns ErrIdentifier.
func (id Identifier) MarshalJSON() ([]byte, error) { return nil, ErrIdentifier }

// MarshalXML returns ErrIdentifier.
func (id Identifier) MarshalXML(*xml.Encoder, xml.StartElement) error { return ErrIdentifier }

// MarshalXMLAttr returns ErrIdentifier.
func (id Identifier) MarshalXMLAttr(xml.Name) (xml.Attr, error) { return xml.Attr{}, ErrIdentifier }

// GobEncode returns ErrIdentifier.
func (id Identifier) GobEncode() ([]byte, error) { return nil, ErrIdentifier }

// Value returns ErrIdentifier, to a database.
func (id Identifier) Value() (driver.Value, error) { return nil, ErrIdentifier }
