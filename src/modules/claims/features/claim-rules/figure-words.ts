import { countText } from '#src/ui/count-text.ts'
import type { Figure } from '../../years/figures.ts'
import type { DatedFigure, FigureUnit } from '../../years/figures-history-queries.ts'

/** What each figure decides, for people. */
export const figureText: Readonly<Record<Figure, string>> = {
  'draft-reserves-hours': 'How long a draft holds its hours',
  'deadline-warning': 'How long before a window closes schools are warned',
  'provider-answers-audit': 'Time for a provider to answer an audit',
  'school-answers-audit': 'Time for a school to reply when the provider disagrees',
  'information-answer': 'Time to answer a request for information',
  'support-answers': 'How soon support answers',
  'audit-extension-at-most': 'Longest extension of an audit',
  'reminder-before-due': 'How long before a due date people are reminded',
  'download-link': 'How long a link to a file can be used',
  'downloads-of-a-link': 'How often a link to a file can be used',
  'high-value-school': 'Claims of a school in a window above which all are sampled',
  'mentor-submitted-share': 'Share sampled of claims that a mentor sent',
  'sampled-value-share': 'Share of the value that is sampled at least',
  'evidence-file-size': 'Largest file of evidence',
  'evidence-files': 'Most files of evidence in one answer',
  'evidence-kept': 'How long evidence is kept',
  'mentor-lookups-an-hour': 'Look-ups of mentors in an hour by one person',
}

const UNITS: Readonly<Record<Exclude<FigureUnit, 'pence'>, readonly [one: string, many: string]>> = {
  days: [' day', ' days'],
  'working-days': [' working day', ' working days'],
  hours: [' hour', ' hours'],
  percent: ['%', '%'],
  count: ['', ''],
  megabytes: ['MB', 'MB'],
  years: [' year', ' years'],
}

/** "14 days", "£5,000", "10%". */
export function valueText({ value, unit }: Pick<DatedFigure, 'value' | 'unit'>): string {
  if (unit === 'pence') return `£${countText(value / 100)}`
  return `${countText(value)}${UNITS[unit][value === 1 ? 0 : 1]}`
}

/** What is typed in the form of a figure, and how it is kept. */
export function unitLabel(unit: FigureUnit): string {
  if (unit === 'pence') return 'Pence, without a point: £5,000 is 500000'
  return unit === 'count' ? 'A whole number' : `In ${unit.replace('-', ' ')}`
}
