import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { govukTypes } from '../../tools/govuk-types.ts'
import { repository } from './repository.ts'

test('the types of the components are those of the installed release', () => {
  expect(readFileSync(join(repository, 'src/ui/govuk-types.ts'), 'utf8')).toBe(govukTypes())
})
