import { createHash } from 'node:crypto'
import { Actor } from '#src/kit/actor.ts'
import { londonDate, startOfDay, type Temporal } from '#src/kit/dates.ts'
import { LOCAL_ONE_LOGIN } from '#src/main/dev/sign-in-service/issuer-name.ts'
import { arrive } from '#src/modules/access/identities/arrive.ts'
import { makeAccount } from '#src/modules/access/identities/make-account.ts'
import { personOfAccount } from '#src/modules/access/public.ts'
import { schoolByUrn } from '#src/modules/directory/public.ts'
import { acceptRegistration } from '#src/modules/npq/acceptance/accept-registration.ts'
import { rejectRegistration } from '#src/modules/npq/acceptance/reject-registration.ts'
import { cohortsOn } from '#src/modules/npq/courses/courses-queries.ts'
import { declare } from '#src/modules/npq/declarations/declare.ts'
import { assessFunding } from '#src/modules/npq/funding/assessment-queries.ts'
import { policyInForce } from '#src/modules/npq/funding/policies-queries.ts'
import { listsInForce } from '#src/modules/npq/lists/lists-queries.ts'
import { RegistrationId } from '#src/modules/npq/registrations/registration.ts'
import { registrationById } from '#src/modules/npq/registrations/registrations-queries.ts'
import { changeCourse } from '#src/modules/npq/requests/change-course.ts'
import { changeProvider } from '#src/modules/npq/requests/change-provider.ts'
import { withdrawRegistration } from '#src/modules/npq/requests/withdraw-registration.ts'
import { fundingShown } from '#src/modules/npq/submission/submission-rules.ts'
import { submitRegistration } from '#src/modules/npq/submission/submit-registration.ts'
import { deferTraining } from '#src/modules/npq/training/defer-training.ts'
import { withdrawTraining } from '#src/modules/npq/training/withdraw-training.ts'
import { LEAD_MENTOR, type WorkDetails } from '#src/modules/npq/work-details/work-details.ts'
import { execute } from '#src/platform/commands/command.ts'
import { newId } from '#src/platform/ids.ts'
import {
  type Providers,
  type RegistrationPlan,
  type Step,
  TEACHER_PERSONAS,
  type TeacherPersona,
  type WorkPlan,
} from './npq-plans.ts'
import { urnOf } from './particular-schools.ts'
import { deliverMail } from './seed-mail.ts'
import { contextAt, type Seeding, unless } from './seeding.ts'

/** Teachers who came in with GOV.UK One Login, and what they registered for. */
export async function seedTeachers(seeding: Seeding, providers: Providers): Promise<void> {
  for (const persona of TEACHER_PERSONAS) {
    const earliest = Math.max(1, ...persona.registrations.map(({ daysAgo }) => daysAgo))
    const own = await accountOf(seeding, persona, onDay(seeding, earliest, 8))
    if (!own) continue
    for (const plan of persona.registrations) await register({ seeding, providers, own, persona }, plan)
  }
}

const onDay = ({ now }: Seeding, daysAgo: number, hours: number): Temporal.Instant =>
  startOfDay(londonDate(now).subtract({ days: daysAgo })).add({ hours })

type Own = { readonly accountId: string; readonly personId: string }
type Told = {
  readonly seeding: Seeding
  readonly providers: Providers
  readonly own: Own
  readonly persona: TeacherPersona
}

/** Null when they are there already. */
async function accountOf(
  seeding: Seeding,
  { name, address }: TeacherPersona,
  at: Temporal.Instant,
): Promise<Own | null> {
  const context = contextAt(seeding, at, Actor.anonymous())
  const browserHash = createHash('sha256').update(name).digest()
  const arrived = await execute(context, arrive, {
    ...{ browserHash, name, organisations: [], provedAt: at, sealedIdToken: Buffer.alloc(0), door: 'one-login' },
    identity: { issuer: LOCAL_ONE_LOGIN, subject: `urn:fdc:gov.uk:2022:${browserHash.toString('hex').slice(0, 32)}` },
    address: { address, verified: true },
  })
  const arrivalId = unless('never', arrived)?.arrivalId ?? ''
  const made = unless(
    'address-in-use',
    await execute(context, makeAccount, { arrivalId, browserHash, codes: null, name }),
  )
  if (!made) return null
  await deliverMail(seeding, at.add({ seconds: 4 }))
  const { accountId } = made
  const personId = await seeding.db.transaction().execute((tx) => personOfAccount(tx, { accountId, now: at }))
  return { accountId, personId }
}

async function register(told: Told, plan: RegistrationPlan): Promise<void> {
  const { seeding, providers, own, persona } = told
  const registeredAt = onDay(seeding, plan.daysAgo, 16)
  const { cohort = '2026b', course, answers = {}, payer = null } = plan
  const work = await workOf(told, plan.work)
  const shown = await fundingFor(told, { plan, work, at: registeredAt })
  if (shown === null) return
  const self = new Actor({
    identity: { kind: 'account', id: own.accountId },
    personId: own.personId,
    name: persona.name,
    door: 'web',
  })
  const submitted = await execute(contextAt(seeding, registeredAt, self), submitRegistration, {
    ...{
      draftId: newId<string>(),
      cohort,
      course,
      answers,
      work,
      shown,
      signedInBy: 'one-login',
      consentVersion: '2026-06',
    },
    ...{ fundingChoice: payer, providerId: providers.get(plan.provider) ?? '' },
  })
  const { registrationId } = unless('cohort-closed', submitted) ?? {}
  if (registrationId === undefined) return
  await deliverMail(seeding, registeredAt.add({ seconds: 4 }))
  for (const [index, step] of (plan.then ?? []).entries()) {
    const at = onDay(seeding, LATER[step.do] ?? Math.max(0, plan.daysAgo - 2 - index), 11)
    await take({ ...told, self, plan, id: RegistrationId.parse(registrationId) }, step, at)
    await deliverMail(seeding, at.add({ seconds: 4 }))
  }
}

/** Days ago for what comes after the schedule has begun, however long ago somebody registered. */
const LATER: Readonly<Partial<Record<Step['do'], number>>> = { start: 28, complete: 16, defer: 12, leave: 12 }

/** What the journey would have shown of funding; null in a year that has no rules yet. */
async function fundingFor(
  { seeding: { db }, own }: Told,
  { plan, work, at }: { readonly plan: RegistrationPlan; readonly work: WorkDetails; readonly at: Temporal.Instant },
): Promise<string | null> {
  const cohort = plan.cohort ?? '2026b'
  const [policy, cohorts] = [await policyInForce(db, { cohort, at }), await cohortsOn(db, londonDate(at))]
  const found = cohorts.find(({ identifier }) => identifier === cohort)
  if (!policy || !found) return null
  const assessment = await assessFunding(db, {
    ...{ policy, work, lists: await listsInForce(db, at), cohortFunding: found.funding, course: plan.course },
    ...{ answers: plan.answers ?? {}, personId: own.personId, now: at },
  })
  return fundingShown(assessment)
}

async function workOf({ seeding, providers }: Told, plan: WorkPlan): Promise<WorkDetails> {
  const inEngland = { worksInEngland: true } as const
  switch (plan.at) {
    case 'school': {
      const school = await schoolByUrn(seeding.db, urnOf(plan.school))
      return { ...inEngland, setting: plan.setting ?? 'a_school', organisationId: school?.id ?? '' }
    }
    case 'nursery':
      return {
        ...inEngland,
        setting: 'early_years_or_childcare',
        nurseryKind: 'private_nursery',
        childcareUrn: plan.urn,
      }
    case 'childminder':
      return { ...inEngland, setting: 'early_years_or_childcare', nurseryKind: 'childminder', childcareUrn: plan.urn }
    case 'hospital':
      return {
        ...inEngland,
        setting: 'another_setting',
        employmentType: 'hospital_school',
        employerName: plan.employer,
      }
    case 'virtual-school': {
      const { role, employer } = plan
      return {
        ...inEngland,
        setting: 'another_setting',
        employmentType: 'local_authority_virtual_school',
        role,
        employerName: employer,
      }
    }
    case 'lead-mentor':
      return {
        ...inEngland,
        setting: 'another_setting',
        employmentType: LEAD_MENTOR,
        ittProviderId: providers.get(plan.provider) ?? '',
      }
    case 'adviser':
      return { ...inEngland, setting: 'other', referredByReturnToTeachingAdviser: true }
    case 'abroad':
      return { worksInEngland: false, setting: 'a_school', country: plan.country }
  }
}

type Taking = Told & {
  readonly self: Actor
  readonly plan: RegistrationPlan
  readonly id: ReturnType<typeof RegistrationId.parse>
}

/** One thing that happened to a registration, by whoever did it. */
async function take(
  { seeding, providers, self, plan, id: registrationId }: Taking,
  step: Step,
  at: Temporal.Instant,
): Promise<void> {
  const { revision: seen = 1, providerId = '' } = (await registrationById(seeding.db, registrationId)) ?? {}
  const own = contextAt(seeding, at, self)
  const provider = contextAt(seeding, at, systemOf(providerId, plan.provider))
  switch (step.do) {
    case 'accept':
      return done(
        await execute(provider, acceptRegistration, {
          registrationId,
          fundedPlace: step.place,
          scheduleIdentifier: null,
        }),
      )
    case 'reject':
      return done(await execute(provider, rejectRegistration, { registrationId, because: 'rejected_by_provider' }))
    case 'withdraw':
      return done(await execute(own, withdrawRegistration, { registrationId, seen }))
    case 'start':
    case 'complete': {
      const type = step.do === 'start' ? 'started' : 'completed'
      return done(
        await execute(provider, declare, { registrationId, type, date: londonDate(at).toString(), hasPassed: null }),
      )
    }
    case 'defer':
      return done(await execute(provider, deferTraining, { registrationId, because: 'parental-leave' }))
    case 'leave':
      return done(await execute(provider, withdrawTraining, { registrationId, because: 'other' }))
    case 'ask-provider':
      return done(
        await execute(own, changeProvider, { registrationId, seen, providerId: providers.get(step.to) ?? '' }),
      )
    case 'change-course': {
      const input = {
        registrationId,
        seen,
        course: step.to,
        answers: {},
        providerId,
        fundingChoice: null,
        // Both courses are funded for the same schools.
        fundingSeen: 'funded' as const,
      }
      return done(await execute(own, changeCourse, input))
    }
  }
}

function done(result: Parameters<typeof unless>[1]): void {
  unless('never', result)
}

/** The system of a provider, as the API would know it. */
const systemOf = (providerId: string, name: string): Actor =>
  new Actor({
    identity: { kind: 'api-token', id: 'demonstration' },
    name: `${name} (API token ‘Demonstration’)`,
    door: 'api',
    actingFor: providerId,
    apiScope: 'npq-provider',
  })
