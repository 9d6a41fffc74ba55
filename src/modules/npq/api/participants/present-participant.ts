import { z } from 'zod'
import { TRAINING_STATUSES } from '../../registrations/registration-states.ts'
import { DEFERRAL_REASONS, WITHDRAWAL_REASONS } from '../../training/training-reasons.ts'
import { momentOf, presentApplication } from '../present-application.ts'
import type { Participant } from './participant-schema.ts'
import type { EnrolmentRow, ParticipantRow } from './participants-queries.ts'

type Wire = z.input<typeof Participant>

/** A participant in the words of the public contract. What an enrolment says is what its application says. */
export function presentParticipant({ id, updatedAt, enrolments, idChanges }: ParticipantRow): Wire {
  const person = enrolments[0]?.sight
  return {
    id,
    type: 'npq-participant',
    attributes: {
      full_name: person?.full_name ?? '',
      previous_names: [],
      teacher_reference_number: person?.trn_is_confirmed ? person.trn : null,
      npq_enrolments: enrolments.map(enrolmentOf),
      participant_id_changes: idChanges.map(({ from, to, at }) => ({
        from_participant_id: from,
        to_participant_id: to,
        changed_at: momentOf(at),
      })),
      updated_at: momentOf(updatedAt),
    },
  }
}

function enrolmentOf({ sight, training }: EnrolmentRow): Wire['attributes']['npq_enrolments'][number] {
  const { attributes } = presentApplication(sight)
  return {
    email: attributes.email,
    course_identifier: attributes.course_identifier,
    schedule_identifier: attributes.schedule_identifier,
    cohort: attributes.cohort,
    cohort_suffix: attributes.cohort_suffix,
    npq_application_id: sight.id,
    eligible_for_funding: attributes.eligible_for_funding,
    training_status: z.enum(TRAINING_STATUSES).parse(training.trainingStatus),
    school_urn: attributes.school_urn,
    targeted_delivery_funding_eligibility: attributes.targeted_delivery_funding_eligibility,
    withdrawal: leftFor(WITHDRAWAL_REASONS, training.withdrawal),
    deferral: leftFor(DEFERRAL_REASONS, training.deferral),
    created_at: momentOf(training.acceptedAt),
    funded_place: attributes.funded_place,
  }
}

/** A reason of the service before that the contract has no word for is told as `other`. */
function leftFor<Reason extends string>(
  reasons: readonly (Reason | 'other')[],
  left: EnrolmentRow['training']['withdrawal'],
) {
  if (left === null) return null
  const reason = reasons.find((known) => known === left.reason) ?? 'other'
  return { reason, date: momentOf(left.at) }
}
