/** How far a point is from the edge of a shape, negative inside, in the units of the drawing. */
export type Shape = (x: number, y: number) => number;

const length = (x: number, y: number) => Math.sqrt(x * x + y * y);

export function circle(centreX: number, centreY: number, radius: number): Shape {
  return (x, y) => length(x - centreX, y - centreY) - radius;
}

/** An upright rectangle around a centre. */
export function box(centre: readonly [number, number], size: readonly [number, number], radius = 0): Shape {
  const [halfWidth, halfHeight] = [size[0] / 2 - radius, size[1] / 2 - radius];
  return (x, y) => {
    const overX = Math.abs(x - centre[0]) - halfWidth;
    const overY = Math.abs(y - centre[1]) - halfHeight;
    return length(Math.max(overX, 0), Math.max(overY, 0)) + Math.min(Math.max(overX, overY), 0) - radius;
  };
}

type Point = readonly [x: number, y: number];

/** A line through points, with round ends. */
export function line(width: number, ...points: readonly Point[]): Shape {
  const pieces = points.slice(1).map((to, index) => segment(points[index] ?? to, to, width));
  return union(...pieces);
}

function segment([fromX, fromY]: Point, [toX, toY]: Point, width: number): Shape {
  const [alongX, alongY] = [toX - fromX, toY - fromY];
  const square = alongX * alongX + alongY * alongY;
  return (x, y) => {
    const share = square === 0 ? 0 : ((x - fromX) * alongX + (y - fromY) * alongY) / square;
    const at = Math.min(1, Math.max(0, share));
    return length(x - fromX - at * alongX, y - fromY - at * alongY) - width / 2;
  };
}

/** A convex polygon, its points clockwise on the screen. */
export function polygon(...points: readonly Point[]): Shape {
  const sides = points.map(([fromX, fromY], index): Shape => {
    const [toX, toY] = points[(index + 1) % points.length] ?? [fromX, fromY];
    const size = length(toX - fromX, toY - fromY);
    const [outX, outY] = [(toY - fromY) / size, (fromX - toX) / size];
    return (x, y) => (x - fromX) * outX + (y - fromY) * outY;
  });
  return (x, y) => farthest(sides, x, y);
}

export function union(...shapes: readonly Shape[]): Shape {
  return (x, y) => nearest(shapes, x, y);
}

export function without(shape: Shape, ...holes: readonly Shape[]): Shape {
  return (x, y) => Math.max(shape(x, y), -nearest(holes, x, y));
}

// Loops, since these run for every pixel: with spread arguments a drawing takes four times as long.
function nearest(shapes: readonly Shape[], x: number, y: number): number {
  let least = Number.POSITIVE_INFINITY;
  for (const shape of shapes) least = Math.min(least, shape(x, y));
  return least;
}

function farthest(shapes: readonly Shape[], x: number, y: number): number {
  let most = Number.NEGATIVE_INFINITY;
  for (const shape of shapes) most = Math.max(most, shape(x, y));
  return most;
}

export function within(shape: Shape, other: Shape): Shape {
  return (x, y) => Math.max(shape(x, y), other(x, y));
}

/** The outline of a shape, drawn on both sides of its edge. */
export function outline(shape: Shape, width: number): Shape {
  return (x, y) => Math.abs(shape(x, y)) - width / 2;
}
