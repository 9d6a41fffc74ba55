import type { Cells } from '#src/platform/imports/cells.ts'
import { defineImporter } from '#src/platform/imports/importer.ts'
import { PHASES } from '../school.ts'
import { searchName, searchPlace } from '../school-search-rules.ts'
import { STATUS_NAMES, TYPE_NAMES } from './gias-codes.ts'
import { postcodeOf, telephoneOf, UKPRN, URN } from './gias-values.ts'

const COLUMNS = [
  ...(['URN', 'LA (code)', 'LA (name)', 'EstablishmentNumber', 'EstablishmentName'] as const),
  ...(['TypeOfEstablishment (code)', 'TypeOfEstablishment (name)', 'EstablishmentTypeGroup (code)'] as const),
  ...(['EstablishmentStatus (code)', 'OpenDate', 'CloseDate'] as const),
  ...(['PhaseOfEducation (code)', 'PhaseOfEducation (name)', 'StatutoryLowAge', 'StatutoryHighAge'] as const),
  ...(['ReligiousCharacter (name)', 'NumberOfPupils', 'UKPRN', 'LastChangedDate', 'Section41Approved (name)'] as const),
  ...([
    'Street',
    'Locality',
    'Address3',
    'Town',
    'County (name)',
    'Postcode',
    'SchoolWebsite',
    'TelephoneNum',
  ] as const),
  ...(['HeadTitle (name)', 'HeadFirstName', 'HeadLastName', 'HeadPreferredJobTitle'] as const),
  ...(['DistrictAdministrative (code)', 'DistrictAdministrative (name)', 'GOR (name)'] as const),
] as const

type Column = (typeof COLUMNS)[number]

/** The public extract of every establishment, 139 columns, daily: `edubasealldata20260901.csv`. */
export const establishments = defineImporter({
  name: 'gias-establishments',
  title: 'Schools (GIAS establishments, all data)',
  columns: COLUMNS,
  staged: {
    ...{ urn: 'text', name: 'text', la_code: 'text', la_name: 'text', establishment_number: 'text' },
    ...{ type_code: 'text', type_name: 'text', type_group_code: 'text', status_code: 'text', status_name: 'text' },
    ...{ phase_code: 'text', phase_name: 'text', opened_on: 'date', closed_on: 'date' },
    ...{ low_age: 'smallint', high_age: 'smallint', religious_character: 'text', pupils: 'integer', ukprn: 'text' },
    ...{ section_41_approved: 'boolean', gias_changed_on: 'date' },
    ...{ street: 'text', locality: 'text', address3: 'text', town: 'text', county: 'text', postcode: 'text' },
    ...{ website: 'text', telephone: 'text' },
    ...{ head_title: 'text', head_first_name: 'text', head_last_name: 'text', head_job_title: 'text' },
    ...{ district_code: 'text', district_name: 'text', region_name: 'text', search_name: 'text', search_place: 'text' },
  },
  key: ['urn'],
  dated: 'gias_changed_on',
  read: (cells: Cells<Column>) => {
    const name = cells.needed('EstablishmentName')
    if (LOST.test(name)) cells.note('EstablishmentName holds a character that was lost before the file was made')
    const place = placeOf(cells)
    return {
      urn: cells.code('URN', URN, 'a URN of 5 or 6 digits'),
      name,
      establishment_number: cells.text('EstablishmentNumber'),
      ...kindOf(cells),
      ...place,
      ...peopleOf(cells),
      religious_character: cells.text('ReligiousCharacter (name)'),
      pupils: cells.whole('NumberOfPupils'),
      ukprn: cells.codeIfAny('UKPRN', UKPRN, 'a UKPRN of 8 digits'),
      section_41_approved: APPROVED.get(cells.text('Section41Approved (name)') ?? '') ?? null,
      gias_changed_on: cells.date('LastChangedDate'),
      search_name: searchName(name),
      search_place: searchPlace({ ...place, laName: place.la_name, districtName: place.district_name }),
    }
  },
})

/** The mark for a character that could not be read, as such, or read as windows-1252 after being written as UTF-8. */
const LOST = /\uFFFD|ï¿½/

/** "Not applicable" is neither: see the column's comment. */
const APPROVED: ReadonlyMap<string, boolean> = new Map([
  ['Approved', true],
  ['Not approved', false],
])

function kindOf(cells: Cells<Column>) {
  const type = cells.code('TypeOfEstablishment (code)', /^\d{1,3}$/, 'a type code')
  const status = cells.code('EstablishmentStatus (code)', /^[1-4]$/, 'a status of 1, 2, 3 or 4')
  const phase = cells.code('PhaseOfEducation (code)', /^\d{1,2}$/, 'a phase code')
  if (!TYPE_NAMES.has(type)) cells.note(`TypeOfEstablishment (code) ${type} is not a type that we know`)
  return {
    type_code: type,
    type_name: TYPE_NAMES.get(type) ?? cells.needed('TypeOfEstablishment (name)'),
    type_group_code: cells.needed('EstablishmentTypeGroup (code)'),
    status_code: status,
    status_name: STATUS_NAMES.get(status) ?? '',
    phase_code: phase,
    phase_name: PHASES.find(({ code }) => code === phase)?.name ?? cells.needed('PhaseOfEducation (name)'),
    opened_on: cells.date('OpenDate'),
    closed_on: cells.date('CloseDate'),
    low_age: cells.whole('StatutoryLowAge'),
    high_age: cells.whole('StatutoryHighAge'),
  }
}

const placeOf = (cells: Cells<Column>) => ({
  la_code: cells.code('LA (code)', /^\d{1,3}$/, 'a local authority code of 3 digits'),
  la_name: cells.text('LA (name)'),
  street: cells.text('Street'),
  locality: cells.text('Locality'),
  address3: cells.text('Address3'),
  town: cells.text('Town'),
  county: cells.text('County (name)'),
  postcode: postcodeOf(cells.text('Postcode')),
  website: cells.text('SchoolWebsite'),
  telephone: telephoneOf(cells.text('TelephoneNum')),
  district_code: cells.text('DistrictAdministrative (code)'),
  district_name: cells.text('DistrictAdministrative (name)'),
  region_name: cells.text('GOR (name)'),
})

const peopleOf = (cells: Cells<Column>) => ({
  head_title: cells.text('HeadTitle (name)'),
  head_first_name: cells.text('HeadFirstName'),
  head_last_name: cells.text('HeadLastName'),
  head_job_title: cells.text('HeadPreferredJobTitle'),
})
