import fc from 'fast-check';
import { expect, test } from 'vitest';
import { amountTyped, decimalOf, isAmount, mostAmount } from './currency.ts';

test.each([
  ['1250', 'EUR', 125_000],
  ['1250.5', 'EUR', 125_050],
  ['1 250,50', 'EUR', 125_050],
  ['1,250.50', 'EUR', 125_050],
  ['1.250,50', 'EUR', 125_050],
  ['1.250', 'EUR', 125_000],
  ['1,250,000', 'EUR', 125_000_000],
  ['1’250.50', 'CHF', 125_050],
  ['١٬٢٥٠٫٥٠', 'EUR', 125_050],
  ['１２５０', 'JPY', 1_250],
  ['1,250', 'JPY', 1_250],
  ['12.500', 'KWD', 12_500],
  ['.5', 'EUR', 50],
])('[MN7] %s of %s is read', (typed, currency, amount) => {
  expect(amountTyped(typed, currency)).toBe(amount);
});

test.each([
  ['', 'EUR'],
  ['-5', 'EUR'],
  ['12.345,6.7', 'EUR'],
  ['1,25,0', 'EUR'],
  ['1250,505', 'EUR'],
  ['1,250.505', 'EUR'],
  ['12.5', 'JPY'],
  ['12.3456', 'KWD'],
  ['12 euro', 'EUR'],
  ['.', 'EUR'],
  ['9'.repeat(20), 'EUR'],
])('[MN7] %s of %s is not', (typed, currency) => {
  expect(amountTyped(typed, currency)).toBeNull();
});

test('[MN5] [MN11] what is written as a decimal is read as the same amount', () => {
  const amounts = fc.integer({ min: 0, max: mostAmount });
  fc.assert(
    fc.property(amounts, fc.constantFrom('EUR', 'JPY', 'KWD'), (amount, currency) => {
      expect(amountTyped(decimalOf(amount, currency), currency)).toBe(amount);
    }),
    { seed: 7, numRuns: 300 },
  );
  expect(decimalOf(5, 'EUR')).toBe('0.05');
  expect(decimalOf(-1250, 'EUR')).toBe('-12.50');
  expect([-1, 0.5, Number.NaN, mostAmount + 1, '5'].some(isAmount)).toBe(false);
});
