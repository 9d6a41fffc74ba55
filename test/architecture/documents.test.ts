import { existsSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { expect, test } from 'vitest'
import { repository } from '#src/ui/repository.ts'
import { matching, type Source } from './sources.ts'

const documents = matching(/^(README|ARCHITECTURE|STYLE)[.]md$|^docs\/(?!generated\/).*[.]md$/)
const decisions = matching(/^docs\/adr\/.*[.]md$/)
const MOST_LINES_OF_A_DECISION = 60

const exists = (path: string): boolean => existsSync(join(repository, path))

test.each(documents)('$path names files that exist', (document) => {
  expect([...pathsNamed(document), ...linksOf(document)].filter((path) => !exists(path))).toEqual([])
})

test.each(decisions)('$path has the form of a decision', ({ path, text }) => {
  expect(path).toMatch(/^docs\/adr\/\d{4}-[a-z0-9-]+[.]md$/)
  expect(text).toMatch(/^# \d{4}: /)
  expect(text).toMatch(/\b20\d\d-\d\d-\d\d\b|\b\d{1,2} [A-Z][a-z]+ 20\d\d\b/)
  for (const heading of ['Context', 'Decision', 'Consequences']) expect(text).toContain(`## ${heading}`)
  expect(text.split('\n').length).toBeLessThanOrEqual(MOST_LINES_OF_A_DECISION)
})

test('decisions are numbered without a gap', () => {
  const numbers = decisions.map(({ path }) => Number(path.slice('docs/adr/'.length, 'docs/adr/'.length + 4)))
  expect(numbers).toEqual(numbers.map((_number, index) => index + 1))
})

/** `src/…` and the like in code marks; an ellipsis, an angle bracket or a star says that it is a pattern, not a path. */
const pathsNamed = ({ text }: Source): readonly string[] =>
  [...text.matchAll(/`((?:src|db|docs|e2e|test|tools|bin|bench)\/[^`\s]*)`/g)]
    .map((match) => (match[1] ?? '').replace(/[#:].*$/, ''))
    .filter((path) => !/[…<>*{}]|NNNN/.test(path))

const linksOf = ({ path, text }: Source): readonly string[] =>
  [...withoutExamples(text).matchAll(/\]\(([^)#\s]+)(?:#[^)]*)?\)/g)]
    .map((match) => match[1] ?? '')
    .filter((target) => !/^[a-z]+:/.test(target))
    .map((target) => normalize(join(dirname(path), target)))

const withoutExamples = (text: string): string => text.replace(/^```[\s\S]*?^```/gm, '')
