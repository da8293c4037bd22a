package leak

import "strings"

// PeopleNouns returns the words behind which a small number is a count of
// people or cases, when Options.PeopleNouns is nil. They are in Dutch and
// English, singular and plural, without accents.
func PeopleNouns() []string { return strings.Fields(peopleNouns) }

// ThingNouns returns the words behind which a number is no count of people or
// cases, when Options.ThingNouns is nil.
func ThingNouns() []string { return strings.Fields(thingNouns) }

const peopleNouns = `
gezin gezinnen huishouden huishoudens familie families
casus casussen zaak zaken dossier dossiers melding meldingen hermelding hermeldingen melder melders
deelnemer deelnemers deelneemster deelneemsters respondent respondenten geinterviewde geinterviewden invuller invullers
moeder moeders vader vaders ouder ouders opvoeder opvoeders verzorger verzorgers partner partners
kind kinderen jongere jongeren jeugdige jeugdigen zoon zoons zonen dochter dochters baby babys peuter peuters kleuter kleuters
broer broers zus zussen leerling leerlingen jongen jongens meisje meisjes
client clienten patient patienten bewoner bewoners slachtoffer slachtoffers pleger plegers betrokkene betrokkenen
professional professionals hulpverlener hulpverleners medewerker medewerkers collega collegas beroepskracht beroepskrachten
wijkteamleden teamleden
persoon personen mens mensen man mannen vrouw vrouwen volwassene volwassenen burger burgers inwoner inwoners
family household households case cases report reports referral referrals
participant participants respondents interviewee interviewees
mother mothers father fathers parent parents caregiver caregivers carer carers partner partners
child children youth youths adolescent adolescents son sons daughter daughters pupil pupils boy boys girl girls toddler toddlers
clients patients resident residents victim victims perpetrator perpetrators
worker workers practitioner practitioners employee employees colleague colleagues
person persons people man men woman women adult adults
`

const thingNouns = `
methode methoden methodes pilot pilots element elementen bouwsteen bouwstenen bron bronnen uitspraak uitspraken
bevinding bevindingen claim claims vraag vragen item items stelling stellingen thema themas code codes categorie categorieen
meting metingen instrument instrumenten schaal schalen tabel tabellen figuur figuren kolom kolommen rij rijen
pagina paginas bladzijde bladzijden hoofdstuk hoofdstukken paragraaf deel delen stap stappen fase fasen fases versie bijlage
gemeente gemeenten regio regios organisatie organisaties team teams locatie locaties aanbeveling aanbevelingen criterium criteria
punt punten keer maal uur uren minuut minuten dag dagen week weken maand maanden kwartaal kwartalen jaar jaren euro procent
januari februari maart april mei juni juli augustus september oktober november december
codeur codeurs beoordelaar beoordelaars observatie observaties passage passages citaat citaten segment segmenten document documenten bestand bestanden
method methods elements block blocks source sources statement statements finding findings question questions
theme themes category categories measurement measurements instruments scale scales table tables figure figures column columns row rows
page pages chapter chapters section sections part parts step steps phase phases version appendix
municipality municipalities region regions organisation organisations organization organizations location locations
recommendation recommendations criterion
point points time times hour hours minute minutes day days weeks month months quarter quarters year years percent
january february march may june july august october
coder coders rater raters observation observations quote quotes segments documents file files
`
