import { askPages } from '../../requests/ask-pages.tsx'

/** A provider's question to the school of a claim that names it. */
export const { showAsk, sendAsk } = askPages({
  of: 'school',
  listOf: ({ claim }) => `/claims/${claim.id}/requests`,
  title: 'Ask the school a question',
  before: ({ claim, school }) => (
    <p class="govuk-body">
      {claim.submitted?.schoolName ?? school.name} is told by email, answers here, and DfE can read it too. You read the
      answer here; files that the school adds are seen by DfE alone.
    </p>
  ),
})
