type TypeName = { readonly name: string; readonly groupCode: string; readonly groupName: string }

const MAINTAINED = { groupCode: '4', groupName: 'Local authority maintained schools' }
const ACADEMIES = { groupCode: '10', groupName: 'Academies' }
const FREE = { groupCode: '11', groupName: 'Free Schools' }
const INDEPENDENT = { groupCode: '3', groupName: 'Independent schools' }
const SPECIAL = { groupCode: '5', groupName: 'Special schools' }
const COLLEGES = { groupCode: '1', groupName: 'Colleges' }
const OTHER = { groupCode: '9', groupName: 'Other types' }

/** GIAS's types of establishment that the demonstration world has, by code. */
export const SCHOOL_TYPES = {
  '1': { name: 'Community school', ...MAINTAINED },
  '2': { name: 'Voluntary aided school', ...MAINTAINED },
  '3': { name: 'Voluntary controlled school', ...MAINTAINED },
  '5': { name: 'Foundation school', ...MAINTAINED },
  '7': { name: 'Community special school', ...SPECIAL },
  '10': { name: 'Other independent special school', ...INDEPENDENT },
  '11': { name: 'Other independent school', ...INDEPENDENT },
  '14': { name: 'Pupil referral unit', ...MAINTAINED },
  '15': { name: 'Local authority nursery school', ...MAINTAINED },
  '18': { name: 'Further education', ...COLLEGES },
  '28': { name: 'Academy sponsor led', ...ACADEMIES },
  '34': { name: 'Academy converter', ...ACADEMIES },
  '35': { name: 'Free schools', ...FREE },
  '36': { name: 'Free schools special', ...FREE },
  '40': { name: 'University technical college', ...FREE },
  '42': { name: 'Academy alternative provision converter', ...ACADEMIES },
  '44': { name: 'Academy special converter', ...ACADEMIES },
  '45': { name: 'Academy 16-19 converter', ...ACADEMIES },
  '47': { name: 'Children’s centre', ...OTHER },
} as const satisfies Readonly<Record<string, TypeName>>

export type TypeCode = keyof typeof SCHOOL_TYPES

/** Types that belong to a trust. */
export const ACADEMY_TYPES: ReadonlySet<TypeCode> = new Set(['28', '34', '35', '36', '42', '44', '45'])

export const PHASES = {
  nursery: { code: '1', name: 'Nursery', low: 2, high: 5 },
  primary: { code: '2', name: 'Primary', low: 4, high: 11 },
  infant: { code: '2', name: 'Primary', low: 4, high: 7 },
  junior: { code: '2', name: 'Primary', low: 7, high: 11 },
  secondary: { code: '4', name: 'Secondary', low: 11, high: 18 },
  'sixteen-plus': { code: '6', name: '16 plus', low: 16, high: 19 },
  'all-through': { code: '7', name: 'All-through', low: 3, high: 18 },
  'not-applicable': { code: '0', name: 'Not applicable', low: 5, high: 16 },
} as const

export type PhaseKey = keyof typeof PHASES

export const STATUS_NAMES = {
  '1': 'Open',
  '2': 'Closed',
  '3': 'Open, but proposed to close',
  '4': 'Proposed to open',
} as const
export type StatusCode = keyof typeof STATUS_NAMES
