/** What the database answers of a registration as one provider sees it. */
export type SightRow = {
  readonly id: string
  readonly participant_id: string
  /** Moments are as the wire has them. */
  readonly created_at: string
  readonly updated_at: string
  /** When the provider lost it; `frozen_…` then holds what it knew of the person. */
  readonly lost_at: string | null
  readonly frozen_name: string | null
  readonly frozen_trn: string | null
  readonly frozen_trn_is_confirmed: boolean | null
  readonly frozen_email: string | null
  readonly account_id: string | null
  readonly course_identifier: string
  readonly cohort: string
  readonly status: string
  readonly reason_for_rejection: string | null
  readonly funding_choice: string | null
  readonly funded_place: boolean | null
  readonly schedule_identifier: string | null
  readonly targeted_delivery: boolean
  readonly work_details_changed_at: string | null
  readonly headteacher_status: string | null
  readonly senco_in_role: string | null
  readonly senco_started_on: string | null
  readonly funding_result: string
  readonly funding_reason: string
  readonly works_in_england: boolean | null
  readonly country: string | null
  readonly setting: string | null
  readonly childcare_urn: string | null
  readonly employment_type: string | null
  readonly employment_role: string | null
  readonly employer_name: string | null
  readonly organisation_id: string | null
  readonly is_referred: boolean | null
  readonly employer_known_as: string | null
  readonly employer_urn: string | null
  readonly employer_ukprn: string | null
}
