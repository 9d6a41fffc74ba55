/**
 * What other modules and the program itself may ask of claims: the funding that schools claim for the training of mentors.
 * It owns its dated rules, mentors of schools, claims, their hours and money, audits and clawbacks. It refuses to know who may sign
 * in, what a school is beyond the directory's facts, and how a payer pays.
 */

export { claimsContribution } from './claims/claims-home.ts'
export { mentorsContribution } from './people/mentors-contribution.ts'
