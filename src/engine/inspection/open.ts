import { callsSecret, isPass, letsIn } from './secret-member.ts';

/** `{"name": "password", "value": {…}}`: these members say what the value beside them is, with all that is in it. */
const NAMING = /^(name|key|property|field|parameter)$/i;
/** These, too, where what they say lets somebody in. Others name a device or a place, of which there are readings, or say something. */
const ALSO_NAMING = /^(id|label)$/i;
/** What is longer is no name. */
const NAME_LENGTH = 200;

/** A value that a text beside it may call a secret. */
export interface Value {
  readonly from: number;
  /** Not known of an object or a list before it has been gone through. */
  to: number;
  /** `inner`: an object, a list, or a text of JSON, which has members of its own. */
  readonly what: 'text' | 'reading' | 'inner';
}

/** An object or a list that a text is in the middle of, and what the texts in it have called a secret. */
export class Open {
  readonly outer: Open | null;
  readonly isList: boolean;
  /** The value that ends with it, where it is one that may be named. */
  readonly value: Value | null;
  /** Elements before this one. */
  elements = 0;
  /** Values passed before anything in it has said that they are secrets. */
  readonly passed: Value[] = [];
  /** What is a password, where something says whose it is. */
  readonly passes: Pick<Value, 'from' | 'to'>[] = [];
  isSomebodys = false;
  #isNamed = false;
  #letsIn = false;
  #isWhole = false;

  /** @param namedBy what names the values in it from outside */
  constructor(outer: Open | null, isList: boolean, value: Value | null, namedBy: Open | null) {
    this.outer = outer;
    this.isList = isList;
    this.value = value;
    if (!namedBy) return;
    this.#isNamed = namedBy.#isNamed;
    this.#letsIn = namedBy.#letsIn;
  }

  /** A text in it may have said that what stands beside it is a secret. */
  get isNamed(): boolean {
    return this.#isNamed;
  }

  /** Takes note of a text in it, which may name what stands beside it. @param member under which it stands; '' in first place of a list */
  says(text: string, member = ''): void {
    if (text.length > NAME_LENGTH || !callsSecret(text)) return;
    const isName = NAMING.test(member);
    const mayName = isName || member === '' || ALSO_NAMING.test(member);
    if (!mayName && isPass(text)) return;
    this.#isNamed = true;
    if (mayName && letsIn(text)) this.#letsIn = true;
    if (isName || this.#letsIn) this.#isWhole = true;
  }

  /** Whether a value in it is a secret by what has been said so far. */
  isSecret({ what }: Value): boolean {
    if (what === 'reading') return this.#letsIn;
    return what === 'text' ? this.#isNamed : this.#isWhole;
  }
}
