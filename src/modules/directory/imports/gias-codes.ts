/**
 * GIAS's codes with GIAS's names. Codes are trusted over the names that stand beside them in a file: sources swap the names of
 * 45 and 46, and spreadsheets change names. A code that is not here keeps the file's name.
 */
export const TYPE_NAMES: ReadonlyMap<string, string> = new Map([
  ['1', 'Community school'],
  ['2', 'Voluntary aided school'],
  ['3', 'Voluntary controlled school'],
  ['5', 'Foundation school'],
  ['6', 'City technology college'],
  ['7', 'Community special school'],
  ['8', 'Non-maintained special school'],
  ['10', 'Other independent special school'],
  ['11', 'Other independent school'],
  ['12', 'Foundation special school'],
  ['14', 'Pupil referral unit'],
  ['15', 'Local authority nursery school'],
  ['18', 'Further education'],
  ['24', 'Secure units'],
  ['25', 'Offshore schools'],
  ['26', 'Service children’s education'],
  ['27', 'Miscellaneous'],
  ['28', 'Academy sponsor led'],
  ['29', 'Higher education institutions'],
  ['30', 'Welsh establishment'],
  ['31', 'Sixth form centres'],
  ['32', 'Special post 16 institution'],
  ['33', 'Academy special sponsor led'],
  ['34', 'Academy converter'],
  ['35', 'Free schools'],
  ['36', 'Free schools special'],
  ['37', 'British schools overseas'],
  ['38', 'Free schools alternative provision'],
  ['39', 'Free schools 16 to 19'],
  ['40', 'University technical college'],
  ['41', 'Studio schools'],
  ['42', 'Academy alternative provision converter'],
  ['43', 'Academy alternative provision sponsor led'],
  ['44', 'Academy special converter'],
  ['45', 'Academy 16-19 converter'],
  ['46', 'Academy 16 to 19 sponsor led'],
  ['47', 'Children’s centre'],
  ['48', 'Children’s centre linked site'],
  ['49', 'Online provider'],
  ['56', 'Institution funded by other government department'],
  ['57', 'Academy secure 16 to 19'],
])

export const STATUS_NAMES: ReadonlyMap<string, string> = new Map([
  ['1', 'Open'],
  ['2', 'Closed'],
  ['3', 'Open, but proposed to close'],
  ['4', 'Proposed to open'],
])

/** Groups that are academy trusts; other groups (federations, sponsors, children's centres) are not kept. */
export const TRUST_TYPE_NAMES: ReadonlyMap<string, string> = new Map([
  ['06', 'Multi-academy trust'],
  ['10', 'Single-academy trust'],
  ['11', 'Secure single-academy trust'],
])
