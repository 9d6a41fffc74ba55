/** The lists of settings that funding depends on, and the heading of the column that holds the identifier in the file. */
export const ELIGIBILITY_LISTS = [
  'rise',
  'pp50-schools',
  'pp50-further-education',
  'childminders',
  'disadvantaged-early-years',
  'local-authority-nurseries',
] as const
export type EligibilityList = (typeof ELIGIBILITY_LISTS)[number]

/** Which version of each list: kept with every decision. A list that has no version is absent. */
export type ListVersions = Readonly<Partial<Record<EligibilityList, string>>>
