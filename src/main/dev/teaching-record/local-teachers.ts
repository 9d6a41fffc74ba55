import { LOCAL_MENTORS } from './local-mentors.ts'

/** Somebody in the local teaching record. Invented, as are their dates of birth. */
export type LocalTeacher = {
  readonly trn: string
  readonly firstName: string
  readonly middleName: string
  readonly lastName: string
  /** As the real one says it: 1985-04-23. */
  readonly dateOfBirth: string
  readonly previousNames?: readonly {
    readonly firstName: string
    readonly middleName: string
    readonly lastName: string
  }[]
  /** In place of an active record. */
  readonly became?: { readonly deactivated: true } | { readonly mergedInto: string }
  /** What becomes visible by being them. */
  readonly what: string
}

type Given = Pick<LocalTeacher, 'trn' | 'dateOfBirth' | 'what'> & Partial<LocalTeacher> & { readonly name: string }

function teacher({ name, ...given }: Given): LocalTeacher {
  const [firstName = '', ...others] = name.split(' ')
  return { firstName, middleName: others.slice(0, -1).join(' '), lastName: others.at(-1) ?? '', ...given }
}

/** Teachers of the demonstration world, in the order of their numbers. */
export const LOCAL_TEACHERS: readonly LocalTeacher[] = [
  teacher({
    trn: '3000001',
    name: 'Daniel Reed',
    dateOfBirth: '1985-04-23',
    what: 'An active record of the same name',
  }),
  teacher({
    trn: '3000002',
    name: 'Helen Anne Strachan',
    dateOfBirth: '1979-11-30',
    previousNames: [{ firstName: 'Helen', middleName: 'Anne', lastName: 'Muir' }],
    what: 'An active record with a previous name',
  }),
  teacher({
    trn: '3000003',
    name: 'Amina Yusuf',
    dateOfBirth: '1991-02-28',
    what: 'An active record of the same name',
  }),
  teacher({ trn: '3000004', name: 'Tia Cher', dateOfBirth: '1994-09-13', what: 'A new teacher without an account' }),
  teacher({
    trn: '3000005',
    name: 'Seán Ó Briain-Łukasz',
    dateOfBirth: '1988-02-29',
    what: 'A name with accents, and a birthday on 29 February',
  }),
  teacher({
    trn: '3000006',
    name: 'Morag Old',
    dateOfBirth: '1970-06-15',
    became: { mergedInto: '3000007' },
    what: 'A record that has been merged into 3000007 (308)',
  }),
  teacher({
    trn: '3000007',
    name: 'Morag New',
    dateOfBirth: '1970-06-15',
    what: 'The record that 3000006 became part of',
  }),
  teacher({
    trn: '3000008',
    name: 'Dora Gone',
    dateOfBirth: '1965-12-24',
    became: { deactivated: true },
    what: 'A record that has been deactivated (410)',
  }),
  teacher({ trn: '3000009', name: 'Nadia Petrov', dateOfBirth: '1990-05-17', what: 'An active record' }),
  teacher({ trn: '3000010', name: 'Owen Price', dateOfBirth: '1983-08-14', what: 'An active record' }),
  ...LOCAL_MENTORS.map((mentor) => teacher({ ...mentor, what: 'A mentor of trainee teachers' })),
]
