import { stdin, stdout } from 'node:process';
import { text } from 'node:stream/consumers';
import { MAX_PASSWORD_LENGTH, MIN_PASSWORD_LENGTH } from '../auth/passwords.ts';
import { CliError } from './cli-error.ts';

const CTRL_C = '\u0003';
const CTRL_D = '\u0004';
const BACKSPACES = ['\u007f', '\b'];

/** Reads a line from the terminal without showing it. */
function askHidden(question: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let typed: string[] = [];
    const finish = (act: () => void) => {
      stdin.off('data', take).setRawMode(false).pause();
      stdout.write('\n');
      act();
    };
    const take = (chunk: string) => {
      for (const character of chunk) {
        if (character === '\r' || character === '\n' || character === CTRL_D) {
          finish(() => resolve(typed.join('')));
          return;
        }
        if (character === CTRL_C) {
          finish(() => reject(new CliError('Cancelled: nothing was changed.')));
          return;
        }
        if (BACKSPACES.includes(character)) typed = typed.slice(0, -1);
        else if (character >= ' ') typed.push(character);
      }
    };
    // Hidden before it is asked for: what is typed ahead would be shown.
    stdin.setEncoding('utf8').setRawMode(true).resume().on('data', take);
    stdout.write(question);
  });
}

async function readFromPipe(): Promise<string> {
  const all = await text(stdin);
  return all.replace(/\r?\n$/, '');
}

/** A new password: asked for twice without echo, or all of the standard input where that is no terminal. */
export async function readNewPassword(): Promise<string> {
  const password = stdin.isTTY ? await askHidden('Password: ') : await readFromPipe();
  const { length } = password;
  if (length < MIN_PASSWORD_LENGTH) {
    throw new CliError(`The password has ${length} characters; at least ${MIN_PASSWORD_LENGTH} are wanted.`);
  }
  if (length > MAX_PASSWORD_LENGTH || /[\r\n]/.test(password)) {
    throw new CliError(`The password has to be one line of at most ${MAX_PASSWORD_LENGTH} characters.`);
  }
  if (stdin.isTTY && (await askHidden('The same again: ')) !== password) {
    throw new CliError('The two passwords are not the same: nothing was changed.');
  }
  return password;
}
