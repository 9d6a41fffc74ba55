import { expect, test } from 'vitest'
import { Temporal } from '#src/kit/dates.ts'
import { whyNotAccredited } from './accreditation-rules.ts'
import { providersFound } from './provider-search-rules.ts'

const provider = (name: string, given: { aliases?: string[]; ukprn?: string; postcode?: string } = {}) => ({
  ...{ id: name, name, aliases: given.aliases ?? [], ukprn: given.ukprn ?? null, postcode: given.postcode ?? null },
})
const ALL = [
  provider('Ash and Oak Teaching', { ukprn: '10012345', postcode: 'LS1 4AB' }),
  provider('Éluard Teacher Training', { ukprn: '10012399', postcode: 'SW1A 1AA', aliases: ['Moorland SCITT'] }),
  provider('St Óran’s Training'),
  provider('Training at Ash'),
]

test.each([
  ['ash', ['Ash and Oak Teaching', 'Training at Ash']],
  ['teach OAK', ['Ash and Oak Teaching']],
  ['training', ['Training at Ash', 'Éluard Teacher Training', 'St Óran’s Training']],
  ['eluard', ['Éluard Teacher Training']],
  ['ÉLUARD', ['Éluard Teacher Training']],
  ['orans', ['St Óran’s Training']],
  ['oran’s', ['St Óran’s Training']],
  ['moorland', ['Éluard Teacher Training']],
  ['moorland teacher', []],
  ['10012345', ['Ash and Oak Teaching']],
  ['1001 23 45', ['Ash and Oak Teaching']],
  ['100123', ['Ash and Oak Teaching', 'Éluard Teacher Training']],
  ['ls14ab', ['Ash and Oak Teaching']],
  ['LS1 4AB', ['Ash and Oak Teaching']],
  ['sw1a 1', ['Éluard Teacher Training']],
  ['SW1A', ['Éluard Teacher Training']],
  ['oak ls1 4ab', ['Ash and Oak Teaching']],
  ['oak sw1a 1aa', []],
  ['Éluard Teacher Training (10012399)', ['Éluard Teacher Training']],
  ['Another name (10012399)', ['Éluard Teacher Training']],
  ['Nobody (10000000)', []],
  ['ak', []],
  [' ’ - ', []],
  ['', []],
])('“%s” finds %j', (typed, names) => {
  expect(providersFound(ALL, typed).map(({ name }) => name)).toEqual(names)
})

const day = (text: string) => Temporal.PlainDate.from(text)
const period = (from: string, to: string | null = null) => ({ from: day(from), to: to === null ? null : day(to) })

test.each([
  [[], 'today'],
  [[period('2023-09-01')], null],
  [[period('2023-09-01', '2026-11-23')], 'today'],
  [[period('2023-09-01', '2026-11-24')], null],
  [[period('2026-08-31')], null],
  [[period('2026-09-01')], 'then'],
  [[period('2020-09-01', '2025-04-06'), period('2026-09-01')], 'then'],
  [[period('2020-09-01', '2025-04-07'), period('2026-09-01')], null],
])('a provider that was accredited in %j: %s', (periods, why) => {
  const year = { year: 2025, trainingFrom: day('2025-04-06') }
  expect(whyNotAccredited({ periods, day: day('2026-11-23'), year })).toBe(why)
})
