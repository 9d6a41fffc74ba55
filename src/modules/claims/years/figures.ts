/** The figures of claims that are dated data (claims.figures), by name. The unit is part of the row. */
export const FIGURES = [
  'draft-reserves-hours',
  'deadline-warning',
  'provider-answers-audit',
  'school-answers-audit',
  'information-answer',
  'support-answers',
  'audit-extension-at-most',
  'reminder-before-due',
  'download-link',
  'downloads-of-a-link',
  'high-value-school',
  'mentor-submitted-share',
  'sampled-value-share',
  'evidence-file-size',
  'evidence-files',
  'evidence-kept',
  'mentor-lookups-an-hour',
] as const
export type Figure = (typeof FIGURES)[number]

export type Figures = Readonly<Record<Figure, number>>
