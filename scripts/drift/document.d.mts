export class Document {
  constructor(name: string, root: object);
  readonly name: string;
}
