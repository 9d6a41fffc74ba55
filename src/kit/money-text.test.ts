import { expect, test } from 'vitest'
import { pence } from './money.ts'
import { moneyText, plainMoney } from './money-text.ts'

test.each([
  [0, '£0.00', '0.00'],
  [5, '£0.05', '0.05'],
  [85_760, '£857.60', '857.60'],
  [189_420, '£1,894.20', '1894.20'],
  [-31_570, '−£315.70', '-315.70'],
  [123_456_789_01, '£123,456,789.01', '123456789.01'],
])('%i pence', (amount, shown, plain) => {
  expect([moneyText(pence(amount)), plainMoney(pence(amount))]).toEqual([shown, plain])
})
