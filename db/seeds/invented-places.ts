type Words = readonly [string, ...string[]]
type Town = readonly [name: string, outwardCode: string]

/** A real local authority with invented places in it. Inward halves of the postcodes have letters that no real one has. */
export type Authority = {
  readonly code: string
  readonly name: string
  readonly districtCode: string
  readonly region: { readonly code: string; readonly name: string }
  readonly county: string
  /** Each with the outward half of its postcodes. */
  readonly towns: readonly [Town, ...Town[]]
  /** Numbers that Ofcom keeps for stories: nobody answers. */
  readonly telephone: string
  readonly beginnings: Words
  readonly endings: Words
}

export const CAMDEN: Authority = {
  code: '202',
  name: 'Camden',
  districtCode: 'E09000007',
  region: { code: 'H', name: 'London' },
  county: '',
  towns: [
    ['London', 'NW1'],
    ['London', 'NW3'],
    ['London', 'NW5'],
    ['London', 'NW6'],
    ['London', 'WC1N'],
    ['London', 'WC1H'],
    ['London', 'N6'],
  ],
  telephone: '0207946',
  beginnings: [
    'Lark',
    'Marl',
    'Fennel',
    'Quill',
    'Hollin',
    'Rowan',
    'Chale',
    'Merri',
    'Sparrow',
    'Candle',
    'Garnet',
    'Plover',
  ],
  endings: ['combe', 'mere', 'worth', 'croft', 'bourne', 'stead', 'wold', 'gate'],
}

export const LEEDS: Authority = {
  code: '383',
  name: 'Leeds',
  districtCode: 'E08000035',
  region: { code: 'D', name: 'Yorkshire and the Humber' },
  county: 'West Yorkshire',
  towns: [
    ['Leeds', 'LS6'],
    ['Leeds', 'LS7'],
    ['Leeds', 'LS8'],
    ['Leeds', 'LS9'],
    ['Leeds', 'LS11'],
    ['Leeds', 'LS12'],
    ['Leeds', 'LS15'],
    ['Leeds', 'LS17'],
    ['Pudsey', 'LS28'],
    ['Morley', 'LS27'],
    ['Otley', 'LS21'],
    ['Wetherby', 'LS22'],
    ['Garforth', 'LS25'],
    ['Rothwell', 'LS26'],
  ],
  telephone: '0113496',
  beginnings: [
    'Thack',
    'Beck',
    'Oulder',
    'Kirkle',
    'Raven',
    'Hagg',
    'Scar',
    'Wethers',
    'Birk',
    'Eller',
    'Cragg',
    'Hazel',
    'Holme',
    'Stainer',
    'Dunster',
  ],
  endings: ['royd', 'fold', 'garth', 'shaw', 'thwaite', 'dale', 'wick', 'roods', 'ings', 'nook'],
}

export const CORNWALL: Authority = {
  code: '908',
  name: 'Cornwall',
  districtCode: 'E06000052',
  region: { code: 'K', name: 'South West' },
  county: 'Cornwall',
  towns: [
    ['Truro', 'TR1'],
    ['Bodmin', 'PL31'],
    ['Penzance', 'TR18'],
    ['Falmouth', 'TR11'],
    ['Newquay', 'TR7'],
    ['Saltash', 'PL12'],
    ['Liskeard', 'PL14'],
    ['Redruth', 'TR15'],
    ['Launceston', 'PL15'],
    ['St Austell', 'PL25'],
  ],
  telephone: '01632960',
  beginnings: ['Tre', 'Pen', 'Pol', 'Ros', 'Nans', 'Car', 'Porth', 'Lan', 'Bos', 'Chy'],
  endings: [
    'garrow',
    'voskis',
    'melyan',
    'warthen',
    'venys',
    'skewen',
    'vanion',
    'dowran',
    'kerrin',
    'hallas',
    'winnick',
    'morvah',
  ],
}

export const AUTHORITIES = [CAMDEN, LEEDS, CORNWALL] as const

/** Letters that the Post Office never puts in the inward half. */
export const UNUSED_LETTERS: Words = ['C', 'I', 'K', 'M', 'O', 'V']

export const SAINTS: Words = [
  'Petroc',
  'Wulfrida',
  'Oswin',
  'Hilda',
  'Branoc',
  'Ethelina',
  'Cuthman',
  'Morwen',
  'Botwulf',
  'Sidwen',
  'Aldric',
  'Perran',
]
export const STREETS: Words = [
  'High Street',
  'School Lane',
  'Church Road',
  'Mill Lane',
  'Station Road',
  'Chapel Street',
  'Park Avenue',
  'The Green',
  'Queen’s Road',
  'Orchard Way',
]

export const TITLES: Words = ['Mrs', 'Mr', 'Ms', 'Miss', 'Dr', 'Mx']
export const FIRST_NAMES: Words = [
  ...(['Adaeze', 'Aisha', 'Alistair', 'Amara', 'Anoushka', 'Bronwen', 'Callum', 'Chidi', 'Claire', 'Dagmara'] as const),
  ...(['Deepak', 'Demelza', 'Eilidh', 'Emeka', 'Fatima', 'Florence', 'Gethin', 'Grace', 'Hannah', 'Hiroshi'] as const),
  ...(['Ioana', 'Jago', 'Jasvinder', 'Joanne', 'Kwame', 'Leila', 'Lowenna', 'Małgorzata', 'Marcus', 'Mei'] as const),
  ...(['Mohammed', 'Nadia', 'Niamh', 'Nia', 'Olufemi', 'Oscar', 'Patrick', 'Priya', 'Rachel', 'Rosalind'] as const),
  ...([
    'Samuel',
    'Siân',
    'Sunita',
    'Tamsin',
    'Thandiwe',
    'Tomasz',
    'Ursula',
    'Viktor',
    'Wei',
    'Yusuf',
    'Zainab',
    'Zoë',
  ] as const),
]
export const LAST_NAMES: Words = [
  ...([
    'Abara',
    'Achebe',
    'Ahmed',
    'Baines',
    'Banerjee',
    'Bartholomew',
    'Begum',
    'Chaudhry',
    'Chen',
    'Cooper',
  ] as const),
  ...([
    'Da Silva',
    'Delaney',
    'Dhillon',
    'Evans',
    'Farouk',
    'Featherstone',
    'Fitzgerald',
    'Gallagher',
    'Goldberg',
  ] as const),
  ...([
    'Hargreaves',
    'Hossain',
    'Ibrahim',
    'Jackson',
    'Jankowski',
    'Kaur',
    'Kowalczyk',
    'Lam',
    'Lewis',
    'Mbeki',
  ] as const),
  ...(['McKenzie', 'Nair', 'Ndlovu', 'Nguyen', 'O’Connor', 'Okafor', 'Osei', 'Patel', 'Penrose', 'Petrov'] as const),
  ...(['Popescu', 'Qureshi', 'Rahman', 'Robinson', 'Shah', 'Singh', 'Smith', 'Tanaka', 'Trevithick', 'Uddin'] as const),
  ...(['Vasquez', 'Walker', 'Williams', 'Yilmaz', 'Zielińska'] as const),
]
