import type { Extension } from '../../../../pbx/model/extension';
import { StateQueries } from '../../../../pbx/supervision/watching/stateQueries';
import { ScriptedClock } from '../scriptedPbx.cts';

/** Extensions whose queries end as the list says, in its order. */
function queriesThat(...ends: Array<'throw' | 'answer'>) {
	const asked: string[][] = [];
	const clock = new ScriptedClock();
	const query = async (numbers: string[] = []): Promise<Extension[]> => {
		asked.push(numbers);
		await clock.sleep(100);
		if (ends.shift() === 'throw') throw new Error('no credential');
		return numbers.map((number) => ({ number, name: '', state: 'idle', rawState: '' }));
	};
	return { asked, clock, states: new StateQueries().asking('', { query, list: query }, clock) };
}

test('an exception reaches those who asked, and no later query', async () => {
	const { asked, states } = queriesThat('throw', 'answer');
	const [first, second] = [states.get(['101']), states.get(['101'])];
	await expect(first).rejects.toThrow('no credential');
	await expect(second).rejects.toThrow('no credential');
	expect(await states.get(['102'])).toMatchObject({ extensions: [{ number: '102' }] });
	expect(asked).toEqual([['101'], ['102']]);
});

test('a query that waits for one that throws is sent nevertheless', async () => {
	const { clock, states } = queriesThat('throw', 'answer');
	const first = states.get(['101']);
	const rejected = expect(first).rejects.toThrow('no credential');
	await clock.sleep(50);
	const second = states.get(['102']);
	await rejected;
	expect(await second).toMatchObject({ extensions: [{ number: '102' }] });
});

test('a recent answer does not come from a query that threw', async () => {
	const { states, clock } = queriesThat('throw', 'answer');
	await expect(states.get(['101'])).rejects.toThrow('no credential');
	expect(await states.get(['101'], clock.now() - 1_000)).toMatchObject({
		extensions: [{ number: '101' }],
	});
});
