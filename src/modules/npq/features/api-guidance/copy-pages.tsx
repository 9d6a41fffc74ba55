import type { Html } from '#src/ui/govuk-types.ts'
import { CHANGE_KINDS } from '../../registrations/changes-store.ts'
import { Code, WordTable } from './parts.tsx'

export const Polling = (): Html => (
  <>
    <p class="govuk-body">Ask several times a day for what changed, at minutes of your own choice:</p>
    <Code text="GET /api/v3/npq-applications?filter[updated_since]=2026-11-23T10:00:00.000Z" />
    <ol class="govuk-list govuk-list--number">
      <li>Take “meta.updated_until” of the first page of a poll, and keep it.</li>
      <li>Get the other pages until one has fewer entries than you asked for. Do not change the order.</li>
      <li>Put each application into your copy by its id, in place of the one that you have.</li>
      <li>In your next poll, send what you kept as filter[updated_since].</li>
    </ol>
    <p class="govuk-body">
      Nothing is missed in this way, however many changes are made while you ask: “updated_at” is given when a change is
      complete, in the order of completion. Some applications may come twice. Putting them in again does no harm.
    </p>
    <p class="govuk-body">
      If you use your own clock instead, ask from two polls before: your clock and ours may differ, and a change may
      take a moment to complete.
    </p>
    <h2 class="govuk-heading-m">What is in the list</h2>
    <p class="govuk-body">
      Everybody who registered with you, whatever became of it. Somebody who moved to another provider stays in your
      list as they were on that day, with “reassigned_at”. You cannot change them any more, and later changes are not
      shown to you.
    </p>
  </>
)

const KIND_TEXT: Readonly<Record<(typeof CHANGE_KINDS)[number], string>> = {
  submitted: 'Somebody registered with you, or came to you from another provider',
  accepted: 'You accepted them',
  rejected: 'You or the department rejected them, or another application in the cohort was accepted',
  withdrawn: 'They withdrew their registration, or you withdrew them from training',
  'work-details-changed': 'They told us of another workplace, or corrected it',
  'course-changed': 'They changed their course and stayed with you',
  'provider-changed': 'They moved to another provider',
  'funding-changed': 'The funding decision changed',
  'funded-place-changed': 'The funded place was given or taken back',
  'schedule-changed': 'You moved them to another schedule',
  deferred: 'You deferred them',
  resumed: 'You resumed their training',
  reverted: 'The application is pending again',
  merged: 'Two records of one person became one, so their participant id changed',
}

export const Changes = (): Html => (
  <>
    <p class="govuk-body">
      The feed tells each change once, in order, with the attributes as they were and as they are now. It shows what a
      participant changed in their work details, and from which day:
    </p>
    <Code text="GET /api/v3/npq-changes?after=0" />
    <ol class="govuk-list govuk-list--number">
      <li>Begin with after=0.</li>
      <li>Keep “meta.next_after” together with what you have done with the changes.</li>
      <li>Call again with it. While “meta.has_more” is true, call at once.</li>
    </ol>
    <p class="govuk-body">
      You read what happened while the application was yours. “sequence” grows from change to change; numbers in between
      belong to other providers.
    </p>
    <WordTable
      caption="Kinds of change"
      head={['Kind', 'What happened']}
      rows={CHANGE_KINDS.map((kind) => [kind, KIND_TEXT[kind]])}
    />
  </>
)

export const Ids = (): Html => (
  <>
    <p class="govuk-body">
      The id of an application never changes: not with another course, another workplace or another provider. Keep it as
      the key of your copy.
    </p>
    <p class="govuk-body">
      “participant_id” is the id of the person. When two records turn out to be one person, their applications go on
      under one id, and the other is never used again. You see it as a change of “participant_id” in the application, as
      a change of the kind “merged” in the feed, and in the list of id changes of the participant. A merge can be
      undone, which is another change of id.
    </p>
    <p class="govuk-body">
      Ask by filter[participant_id] with the id that you see now. A teacher reference number is shown once the teaching
      record has confirmed it.
    </p>
  </>
)
