import type { Tx } from '#src/platform/db/database.ts'
import { personById } from '../../directory/public.ts'
import { footingOf } from '../acceptance/acceptance-queries.ts'
import { partyOf, toTellAtProvider } from '../acceptance/parties-queries.ts'
import { workDetailsChangedEmail, workDetailsChangedProviderEmail } from '../emails/work-details-emails.ts'
import type { WorkDetailsVersion } from '../work-details/work-details.ts'
import { aboutWork, workDetailsChanged } from '../work-details/work-details-events.ts'
import { settingLine, workplaceText } from '../work-details/work-names.ts'
import type { ChangeToWrite, Written } from './write-work-change.ts'

type Done = ChangeToWrite & Written

const NOT_TOLD = 'nothing that we know of'

/** The event, and the messages: to the participant always, to the provider once it has accepted, to no provider before it. */
export async function tellWorkChange(tx: Tx, done: Done) {
  const { registration, reassessed, plan, input } = done
  const footing = await footingOf(tx, registration)
  const party = await partyOf(tx, registration)
  const told = {
    ...{ registrationId: registration.id, versionId: done.versionId, baseUrl: done.baseUrl },
    ...{ courseName: footing.courseName, cohortName: footing.cohortName, providerName: party.providerName },
    ...{ before: beforeOf(done).workplace, after: afterOf(done).workplace, kind: input.kind },
    ...{ effectiveOn: done.effectiveOn, funding: { before: reassessed.before, after: plan.after } },
    isFundingFixed: reassessed.effect === 'frozen',
    ...{ isPlaceInDoubt: plan.doubt === 'open', isByStaff: done.isByStaff },
  }
  const participant = (await personById(tx, registration.personId))?.name ?? ''
  const atProvider = registration.status === 'accepted' ? await toTellAtProvider(tx, registration.providerId) : []
  return {
    events: [eventOf(done, { course: footing.courseName, provider: party.providerName })] as const,
    send: [
      ...(party.participant ? [workDetailsChangedEmail({ ...told, to: party.participant })] : []),
      ...atProvider.map((to) => workDetailsChangedProviderEmail({ ...told, to, participant })),
    ],
  }
}

const eventOf = (done: Done, names: { readonly course: string; readonly provider: string }) =>
  workDetailsChanged.of(aboutWork(done.registration), {
    ...names,
    kind: done.input.kind,
    effectiveOn: done.effectiveOn.toString(),
    work: { before: beforeOf(done), after: afterOf(done) },
    shown: done.shown,
    funding: { before: outcomeOf(done.reassessed.before), after: outcomeOf(done.plan.after) },
    decisionId: done.decisionId,
    isFundingFixed: done.reassessed.effect === 'frozen',
    review: done.plan.review,
    doubt: done.plan.doubt,
  })

const outcomeOf = ({ result, reason }: Done['plan']['after']) => ({ result, reason })

const afterOf = ({ input, employer, versionId }: Done) => namesOf({ id: versionId, details: input.work, employer })

const beforeOf = ({ current }: Done) =>
  current ? namesOf(current) : { versionId: null, workplace: NOT_TOLD, setting: NOT_TOLD }

const namesOf = (version: Pick<WorkDetailsVersion, 'id' | 'details' | 'employer'>) => ({
  versionId: version.id,
  workplace: workplaceText(version),
  setting: settingLine(version),
})
