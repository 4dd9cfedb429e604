/** What can be open beside a button of the page. */
export type PanelKind =
  | { kind: 'filter'; fieldId: string }
  | { kind: 'add-filter' }
  | { kind: 'columns' }
  | { kind: 'sort' }
  | { kind: 'views' }
  | { kind: 'export' };

export type OpenPanel = PanelKind & { anchor: HTMLElement };
