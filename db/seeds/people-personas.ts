import type { ParticularSchool } from './particular-schools.ts'
import type { Persona } from './personas.ts'

type Role = 'administrator' | 'claims' | 'viewer'

export type PersonPersona = Persona & {
  /** Where they have which role: a school of the world, or another organisation by name. */
  readonly at: readonly { readonly school?: ParticularSchool; readonly organisation?: string; readonly as: Role }[]
}

const BY_EMAIL = 'Ask for a sign-in email at /sign-in, and open it at /dev/emails'

type Plan = Omit<PersonPersona, 'signIn' | 'address'> & { readonly mailbox: string }

const person = ({ mailbox, ...plan }: Plan): PersonPersona => ({ ...plan, address: mailbox, signIn: BY_EMAIL })

/** People whom administrators and support staff have added: of schools, trusts, providers and appropriate bodies. */
export const PEOPLE_PERSONAS: readonly PersonPersona[] = [
  person({
    name: 'Kezia Boateng',
    role: 'Business manager of Larkhollow Primary School, with claims',
    mailbox: 'kezia.boateng@larkhollow.sch.example',
    shows: 'The home page of a school for somebody who manages no access',
    at: [{ school: 'larkhollow', as: 'claims' }],
  }),
  person({
    name: 'Martin Ashdown',
    role: 'Headteacher and administrator of Larkhollow Primary School',
    mailbox: 'martin.ashdown@larkhollow.sch.example',
    shows: 'Adding, changing and removing people, beside the induction tutor',
    at: [{ school: 'larkhollow', as: 'administrator' }],
  }),
  person({
    name: 'Helen Strachan',
    role: 'Mentor at Garnetstead School, who looks only',
    mailbox: 'helen.strachan@garnetstead.sch.example',
    shows: 'A school seen by somebody who can change nothing',
    at: [{ school: 'handedOver', as: 'viewer' }],
  }),
  person({
    name: 'Yusra Rahimi',
    role: 'Administrator of Thackroyd Learning Trust',
    mailbox: 'yusra.rahimi@thackroyd-trust.example',
    shows: 'The home page of a trust: its schools, which have a tutor, and acting for one of them',
    at: [{ organisation: 'Thackroyd Learning Trust', as: 'administrator' }],
  }),
  person({
    name: 'Colin Eyre',
    role: 'Finance officer of Thackroyd Learning Trust, with claims for all its schools',
    mailbox: 'colin.eyre@thackroyd-trust.example',
    shows: 'A role in every school of a trust that manages no access',
    at: [{ organisation: 'Thackroyd Learning Trust', as: 'claims' }],
  }),
  person({
    name: 'Ruth Okonjo',
    role: 'Administrator of Candlemere Teaching School Hub and of Candlemere Schools Trust',
    mailbox: 'ruth.okonjo@candlemere.example',
    shows: 'Two organisations of different kinds: choosing for whom one acts',
    at: [
      { organisation: 'Candlemere Teaching School Hub', as: 'administrator' },
      { organisation: 'Candlemere Schools Trust', as: 'administrator' },
    ],
  }),
  person({
    name: 'Jamie Farrow',
    role: 'Works for Candlemere Teaching School Hub, a delivery partner and appropriate body',
    mailbox: 'jamie.farrow@candlemere.example',
    shows: 'An appropriate body seen by somebody who looks only',
    at: [{ organisation: 'Candlemere Teaching School Hub', as: 'viewer' }],
  }),
  person({
    name: 'Marcus Adeyemi',
    role: 'Only administrator of Beacon and Vale Education, a lead provider',
    mailbox: 'marcus.adeyemi@beacon-vale.example',
    shows: 'The last in charge, who cannot leave without a successor',
    at: [{ organisation: 'Beacon and Vale Education', as: 'administrator' }],
  }),
  person({
    name: 'Farah Siddiqui',
    role: 'Administrator of Meridian Teaching Network, a lead provider',
    mailbox: 'farah.siddiqui@meridian-teaching.example',
    shows: 'The home page of a lead provider',
    at: [{ organisation: 'Meridian Teaching Network', as: 'administrator' }],
  }),
  person({
    name: 'Tom Whitlock',
    role: 'Works for Meridian Teaching Network',
    mailbox: 'tom.whitlock@meridian-teaching.example',
    shows: 'A colleague at a lead provider who looks only',
    at: [{ organisation: 'Meridian Teaching Network', as: 'viewer' }],
  }),
  person({
    name: 'Katya Morozova',
    role: 'Administrator of Dunsterfold Teacher Training, a delivery partner',
    mailbox: 'katya.morozova@dunsterfold.example',
    shows: 'The home page of a delivery partner',
    at: [{ organisation: 'Dunsterfold Teacher Training', as: 'administrator' }],
  }),
  person({
    name: 'Beatrix Holloway',
    role: 'Administrator of National Induction Service, an appropriate body',
    mailbox: 'beatrix.holloway@national-induction.example',
    shows: 'The home page of an appropriate body',
    at: [{ organisation: 'National Induction Service', as: 'administrator' }],
  }),
  person({
    name: 'Imran Sheikh',
    role: 'Administrator of the University of the Three Counties, an ITT provider',
    mailbox: 'imran.sheikh@three-counties.example',
    shows: 'The home page of an accredited ITT provider',
    at: [{ organisation: 'University of the Three Counties (demonstration)', as: 'administrator' }],
  }),
  person({
    name: 'Paula Greene',
    role: 'Checks claims for the University of the Three Counties',
    mailbox: 'paula.greene@three-counties.example',
    shows: 'The claims role of an ITT provider',
    at: [{ organisation: 'University of the Three Counties (demonstration)', as: 'claims' }],
  }),
  person({
    name: 'Gideon Marsh',
    role: 'Works for the payer',
    mailbox: 'gideon.marsh@payments.example',
    shows: 'Whom the link to a file of claims is sent to',
    at: [{ organisation: 'Payments operations (demonstration)', as: 'administrator' }],
  }),
  person({
    name: 'Anneliese Vaughan',
    role: 'Administrator of Harbour and Moor Teacher Training, an ITT provider',
    mailbox: 'anneliese.vaughan@harbour-moor.example',
    shows: 'A second ITT provider, whose claims the first does not see',
    at: [{ organisation: 'Harbour and Moor Teacher Training', as: 'administrator' }],
  }),
  person({
    name: 'Desmond Okoro',
    role: 'Business manager of Garnetstead School, with claims',
    mailbox: 'desmond.okoro@garnetstead.sch.example',
    shows: 'Claims for mentor training of an academy, some of which were checked with the provider',
    at: [{ school: 'handedOver', as: 'claims' }],
  }),
]
