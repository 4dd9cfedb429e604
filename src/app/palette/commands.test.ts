import { expect, test, vi } from 'vitest';
import { findCommands, listCommands } from './commands.ts';

function setUp() {
  const actions = {
    goTo: vi.fn(),
    pasteIdentifiers: vi.fn(),
    refresh: vi.fn(),
    refreshCost: '10 calls',
    chooseScheme: vi.fn(),
    openShortcuts: vi.fn(),
    signOut: vi.fn(),
  };
  const commands = listCommands([{ name: 'Réservés à l’étage', query: 'q=asus&sort=name' }], actions);
  return { actions, commands };
}

test.each([
  ['', 10],
  ['theme', 3],
  ['DARK', 1],
  ['sign out', 1],
  ['out sign', 1],
  ['reserves', 1],
  ['saved', 1],
  ['calls left', 1],
  ['10 calls', 1],
  ['eviced', 0],
])('"%s" finds %i', (search, count) => {
  expect(findCommands(setUp().commands, search)).toHaveLength(count);
});

test('a saved view leads to the devices with its query', () => {
  const { actions, commands } = setUp();
  findCommands(commands, 'reserves')[0]?.run();
  expect(actions.goTo).toHaveBeenCalledWith('/devices?q=asus&sort=name');
});
