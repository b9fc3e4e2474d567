import type { Value } from "../i18n/value.ts";

/**
 * What a digest is before any platform: a tree of nodes whose leaves are typed values without language. Renderers
 * choose the form; nothing here knows of one.
 */
export type Node =
  | Title
  | Lead
  | Paragraph
  | Table
  | List
  | Chart
  | Details
  | Gap
  | Note
  | Disclaimer
  | Actions
  | Divider;

export interface Title {
  readonly node: "title";
  /** 1 for the edition, 2 for a section, 3 for a block inside one. */
  readonly level: 1 | 2 | 3;
  readonly text: Value;
}

/** The one sentence a reader must get. */
export interface Lead {
  readonly node: "lead";
  readonly text: Value;
}

export interface Paragraph {
  readonly node: "paragraph";
  readonly text: Value;
}

export interface Column {
  readonly key: string;
  readonly label: Value;
  /** Figures line up at their end, names at their start. */
  readonly align: "start" | "end";
  /** 1 is never dropped; on a narrow screen the highest number goes first. */
  readonly priority: number;
}

export interface Row {
  readonly cells: readonly Value[];
  /** A total or another row that stands out. */
  readonly strong?: boolean;
}

export interface Table {
  readonly node: "table";
  readonly caption?: Value;
  readonly columns: readonly Column[];
  readonly rows: readonly Row[];
}

export interface List {
  readonly node: "list";
  readonly items: readonly Value[];
}

export interface ChartPoint {
  readonly label: Value;
  /** Digits as in the table; absent where there is no reading. */
  readonly digits?: string;
}

export interface ChartSeries {
  readonly name: Value;
  readonly points: readonly ChartPoint[];
}

/** Data of a picture, never pixels. `bars` repeats a table beside it; the others may stand alone. */
export interface Chart {
  readonly node: "chart";
  readonly form: "bars" | "columns" | "line" | "gauge" | "heatmap";
  readonly title: Value;
  readonly unit: string;
  readonly series: readonly ChartSeries[];
  /** What the picture shows, in words. */
  readonly alt: Value;
}

/** Content a reader opens when wanted. */
export interface Details {
  readonly node: "details";
  readonly summary: Value;
  readonly children: readonly Node[];
}

/** Something that should be here and is not, with the reason. */
export interface Gap {
  readonly node: "gap";
  readonly text: Value;
}

/** Source and as-of of what stands above. */
export interface Note {
  readonly node: "note";
  readonly text: Value;
}

export interface Disclaimer {
  readonly node: "disclaimer";
  readonly text: Value;
}

export interface Action {
  readonly id: string;
  readonly label: Value;
  /** The command a tap stands for, as a person would type it. */
  readonly command: string;
  /** A tap keeps something; left out where nobody can be held to it, as under a message sent in somebody else's name. */
  readonly changes?: boolean;
  /** What is shown now, among the values of one choice. */
  readonly current?: boolean;
}

/** What a reader may want next: a tap stands for a command, and its answer takes the place of this one. */
export interface Actions {
  readonly node: "actions";
  /** What is chosen, where the items are the values of one choice; a platform may make a menu of them. */
  readonly pick?: Value;
  readonly items: readonly Action[];
}

export interface Divider {
  readonly node: "divider";
}

/** What a platform receives. */
export interface Document {
  readonly nodes: readonly Node[];
}
