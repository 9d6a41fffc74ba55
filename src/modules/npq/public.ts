/**
 * What other modules and the program itself may ask of NPQs: registrations for national professional qualifications, their funding
 * and their providers. It owns who registered for what with whom and every change of it. It refuses to know who may sign in, what
 * an employer is beyond the directory's facts, and how anybody is paid.
 */

export { registrationsContribution } from './people/registrations-contribution.ts'
export { releaseContribution } from './requests/release-home.ts'
