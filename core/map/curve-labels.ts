/** A point of the drawing, and the name that is to stand by it. */
export interface Spot {
  readonly x: number;
  readonly y: number;
  readonly radius: number;
  readonly label?: string;
  /** The line comes to it from below on both sides. */
  readonly isPeak: boolean;
}

/** The middle of a name, and the line its letters stand on. */
export interface Place {
  readonly x: number;
  readonly y: number;
}

interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** Of letters as the style sheet sets them: half the width of a wide one, and how far they go above and below their line. */
const letter = { reach: 3.9, above: 10, below: 4 } as const;
/** From the middle of a point to the line of the name above or below it. */
const [above, below] = [-14, 22];
/** One line further away than usual. */
const further = 16;
/** A name may begin or end at its point instead of having it in the middle. */
const shifts = [0, 0.5, -0.5, 1, -1] as const;

const reachOf = (label: string, width: number): number => Math.min(letter.reach * label.length, width / 2);

const boxOf = ({ x, y }: Place, reach: number): Box => ({
  left: x - reach,
  right: x + reach,
  top: y - letter.above,
  bottom: y + letter.below,
});

const isOver = ({ left, right, top, bottom }: Box, { x, y, radius }: Spot): boolean => {
  const [nearestX, nearestY] = [Math.min(Math.max(x, left), right), Math.min(Math.max(y, top), bottom)];
  return Math.hypot(x - nearestX, y - nearestY) < radius;
};

const isAcross = (one: Box, other: Box): boolean =>
  one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;

/** Where a name may stand, the best first: where the line does not go, close to its point, in the middle of it. */
const placesOf = ({ x, y, isPeak }: Spot, reach: number, width: number): Place[] => {
  const [side, otherSide] = isPeak ? [above, below] : [below, above];
  const lines = [side, otherSide, side + Math.sign(side) * further, otherSide + Math.sign(otherSide) * further];
  return [lines.slice(0, 2), lines.slice(2)].flatMap((some) =>
    shifts.flatMap((shift) =>
      some.map((line) => ({ x: Math.min(Math.max(x + shift * reach, reach), width - reach), y: y + line })),
    ),
  );
};

/**
 * Where names stand so that none covers a point or another name. One for which there is no room is left out: the table
 * has it, too.
 *
 * @param spots in the order of the journey
 * @returns a place or nothing for each of them
 */
export const labelPlaces = (
  spots: readonly Spot[],
  { width, height }: { readonly width: number; readonly height: number },
): readonly (Place | undefined)[] => {
  const taken: Box[] = [];
  return spots.map((spot) => {
    if (spot.label === undefined) return undefined;
    const reach = reachOf(spot.label, width);
    const isFree = (place: Place): boolean => {
      const box = boxOf(place, reach);
      const isInside = box.top >= 0 && box.bottom <= height;
      return isInside && !spots.some((one) => isOver(box, one)) && !taken.some((one) => isAcross(box, one));
    };
    const place = placesOf(spot, reach, width).find(isFree);
    if (place) taken.push(boxOf(place, reach));
    return place;
  });
};
