import { expect, test } from 'vitest'
import { likelyAddress } from './email-typo.ts'

test.each([
  ['jo@homtail.com', 'jo@hotmail.com'],
  ['jo@gmial.com', 'jo@gmail.com'],
  ['jo@gmail.con', 'jo@gmail.com'],
  ['jo@yahoo.co.ukk', 'jo@yahoo.co.uk'],
  ['jo@GMAI.com', 'jo@gmail.com'],
  ['jo@gmail.com', null],
  ['jo@Outlook.com', null],
  ['jo@greenfield.leeds.sch.uk', null],
  ['jo@mail.com', 'jo@gmail.com'],
  ['jo@example.com', null],
])('%s', (typed, likely) => expect(likelyAddress(typed)).toBe(likely))
