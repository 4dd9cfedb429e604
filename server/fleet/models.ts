import { MODEL_TABLE } from './model-table.ts';

/** A model as it is sold, and which releases of its system it ran from the box to its last update. */
export interface Model {
  /** 1 iOS, 2 Android, 3 Windows. */
  platform: 1 | 2 | 3;
  /** The reference's product_name. */
  maker: string;
  model: string;
  /** The reference's model_name: the maker's own code. */
  code: string;
  kind: Kind;
  /** GB, as sold. */
  capacities: readonly number[];
  ramGb: number;
  /** First and last major release. */
  releases: readonly [first: number, last: number];
  processor: string;
  /** Type allocation code; absent for a model without a modem. */
  tac?: number;
  weight: number;
  hasTwoSims: boolean;
  /** Bought by companies only, for scanning, picking and driving: shared rather than carried. */
  isRugged: boolean;
  /** See serialNumber() in identifiers.ts. */
  serial: string;
  macPrefix: string;
}

export type Kind = 'phone' | 'tablet' | 'laptop' | 'desktop';

/** The reference's model_type, by inference. */
export const MODEL_TYPE: Record<Kind, number> = { phone: 1, tablet: 2, laptop: 3, desktop: 4 };

type Maker = Pick<Model, 'maker' | 'platform' | 'serial' | 'macPrefix'>;

export const MODELS: readonly Model[] = readTable(MODEL_TABLE);

function readTable(table: string): Model[] {
  const models: Model[] = [];
  let maker: Maker | undefined;
  for (const line of table.trim().split('\n')) {
    const cells = line.replace(/^= /, '').split('|');
    const cell = (index: number) => cells[index]?.trim() ?? '';
    if (line.startsWith('=')) {
      maker = { maker: cell(0), platform: platformOf(cell(1)), serial: cell(2), macPrefix: cell(3) };
    } else if (maker !== undefined) {
      models.push({ ...maker, ...modelOf(cell) });
    }
  }
  return models;
}

function modelOf(cell: (index: number) => string): Omit<Model, keyof Maker> {
  const [first = 0, last = 0] = cell(5).split('-').map(Number);
  return {
    model: cell(0),
    code: cell(1),
    kind: kindOf(cell(2)),
    capacities: cell(3).split(' ').map(Number),
    ramGb: Number(cell(4)),
    releases: [first, last],
    processor: cell(6),
    ...(cell(7) !== '-' && { tac: Number(cell(7)) }),
    weight: Number(cell(8)),
    hasTwoSims: cell(9).includes('dual'),
    isRugged: cell(9).includes('rugged'),
  };
}

function platformOf(text: string): Model['platform'] {
  return text === '1' ? 1 : text === '2' ? 2 : 3;
}

function kindOf(text: string): Kind {
  return text === 'phone' || text === 'tablet' || text === 'laptop' ? text : 'desktop';
}
