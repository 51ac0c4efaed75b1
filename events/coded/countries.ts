/**
 * Names of countries by the codes that CAMEO gives them: ISO 3166-1 alpha-3, with PSE for Palestine (CAMEO, chapter 3; its own
 * codes of regions and groups are left as they are).
 */
const NAMES = `
AFG Afghanistan;ALB Albania;DZA Algeria;AND Andorra;AGO Angola;ARG Argentina;ARM Armenia;AUS Australia;AUT Austria;AZE Azerbaijan
BHS Bahamas;BHR Bahrain;BGD Bangladesh;BLR Belarus;BEL Belgium;BLZ Belize;BEN Benin;BTN Bhutan;BOL Bolivia;BIH Bosnia and Herzegovina
BWA Botswana;BRA Brazil;BRN Brunei;BGR Bulgaria;BFA Burkina Faso;BDI Burundi;KHM Cambodia;CMR Cameroon;CAN Canada;CPV Cabo Verde
CAF Central African Republic;TCD Chad;CHL Chile;CHN China;COL Colombia;COM Comoros;COG Congo-Brazzaville;COD DR Congo;CRI Costa Rica
CIV Côte d’Ivoire;HRV Croatia;CUB Cuba;CYP Cyprus;CZE Czechia;DNK Denmark;DJI Djibouti;DOM Dominican Republic;ECU Ecuador;EGY Egypt
SLV El Salvador;GNQ Equatorial Guinea;ERI Eritrea;EST Estonia;SWZ Eswatini;ETH Ethiopia;FJI Fiji;FIN Finland;FRA France;GAB Gabon
GMB Gambia;GEO Georgia;DEU Germany;GHA Ghana;GRC Greece;GTM Guatemala;GIN Guinea;GNB Guinea-Bissau;GUY Guyana;HTI Haiti;HND Honduras
HKG Hong Kong;HUN Hungary;ISL Iceland;IND India;IDN Indonesia;IRN Iran;IRQ Iraq;IRL Ireland;ISR Israel;ITA Italy;JAM Jamaica;JPN Japan
JOR Jordan;KAZ Kazakhstan;KEN Kenya;PRK North Korea;KOR South Korea;KWT Kuwait;KGZ Kyrgyzstan;LAO Laos;LVA Latvia;LBN Lebanon
LSO Lesotho;LBR Liberia;LBY Libya;LTU Lithuania;LUX Luxembourg;MDG Madagascar;MWI Malawi;MYS Malaysia;MDV Maldives;MLI Mali;MLT Malta
MRT Mauritania;MUS Mauritius;MEX Mexico;MDA Moldova;MNG Mongolia;MNE Montenegro;MAR Morocco;MOZ Mozambique;MMR Myanmar;NAM Namibia
NPL Nepal;NLD Netherlands;NZL New Zealand;NIC Nicaragua;NER Niger;NGA Nigeria;MKD North Macedonia;NOR Norway;OMN Oman;PAK Pakistan
PSE Palestine;PAN Panama;PNG Papua New Guinea;PRY Paraguay;PER Peru;PHL Philippines;POL Poland;PRT Portugal;QAT Qatar;ROU Romania
ROM Romania;RUS Russia;RWA Rwanda;SAU Saudi Arabia;SEN Senegal;SRB Serbia;SLE Sierra Leone;SGP Singapore;SVK Slovakia;SVN Slovenia
SOM Somalia;ZAF South Africa;SSD South Sudan;ESP Spain;LKA Sri Lanka;SDN Sudan;SUR Suriname;SWE Sweden;CHE Switzerland;SYR Syria
TWN Taiwan;TJK Tajikistan;TZA Tanzania;THA Thailand;TLS Timor-Leste;TMP Timor-Leste;TGO Togo;TTO Trinidad and Tobago;TUN Tunisia
TUR Türkiye;TKM Turkmenistan;UGA Uganda;UKR Ukraine;ARE United Arab Emirates;GBR United Kingdom;USA United States;URY Uruguay
UZB Uzbekistan;VAT Vatican City;VEN Venezuela;VNM Viet Nam;YEM Yemen;ZMB Zambia;ZWE Zimbabwe
`;

const BY_CODE: ReadonlyMap<string, string> = new Map(
  NAMES.trim()
    .split(/[\n;]/)
    .map((entry) => [entry.slice(0, 3), entry.slice(4)] as const),
);

/** The name of a country; of any other code or name, that itself. */
export const countryName = (code: string): string => BY_CODE.get(code.toUpperCase()) ?? code;
