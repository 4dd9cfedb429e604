import { expect, it } from 'vitest';
import { box, circle, line, outline, polygon, type Shape, union, within, without } from './shapes.ts';

const square = box([10, 10], [10, 6]);

it.each<[string, Shape, readonly [number, number], number]>([
  ['the middle of a circle', circle(3, 4, 5), [3, 4], -5],
  ['outside a circle', circle(0, 0, 5), [6, 8], 5],
  ['inside a box, to its nearest side', square, [10, 10], -3],
  ['right of a box', square, [19, 10], 4],
  ['off the corner of a box', square, [18, 17], 5],
  ['off the corner of a round box', box([10, 10], [10, 6], 3), [18, 17], Math.sqrt(36 + 49) - 3],
  ['beside a line', line(4, [0, 0], [10, 0]), [5, 7], 5],
  ['beyond the end of a line', line(4, [0, 0], [10, 0]), [13, 4], 3],
  ['on a line around a corner', line(2, [0, 0], [10, 0], [10, 10]), [10, 5], -1],
  ['inside a polygon', polygon([0, 0], [10, 0], [10, 10], [0, 10]), [5, 2], -2],
  ['left of a polygon', polygon([0, 0], [10, 0], [10, 10], [0, 10]), [-4, 5], 4],
  ['in either of two', union(circle(0, 0, 2), circle(10, 0, 3)), [10, 0], -3],
  ['in a hole', without(circle(0, 0, 9), circle(0, 0, 4)), [0, 0], 4],
  ['in neither hole', without(circle(0, 0, 9), circle(20, 0, 1), circle(0, 20, 1)), [0, 0], -9],
  ['in the one and not in the other', within(circle(0, 0, 9), circle(20, 0, 5)), [0, 0], 15],
  ['on the edge of an outline', outline(circle(0, 0, 9), 4), [9, 0], -2],
  ['inside an outline', outline(circle(0, 0, 9), 4), [0, 0], 7],
])('%s', (_case, shape, [x, y], distance) => {
  expect(shape(x, y)).toBeCloseTo(distance, 9);
});
