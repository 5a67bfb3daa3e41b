import type { Exchange } from '../pbx/exchange.cts';

/** One way in which the world goes wrong, and what must come of it beyond the invariants. */
export interface Fault {
	name: string;
	/** Which requests it hits: the order or query of the cell, the sign-in, or all but the sign-in. */
	at: 'request' | 'signIn' | 'all';
	/** What happens to a request that it hits; absent: nothing. */
	spoil?: (exchange: Exchange) => void;
	/** What every item must come to, where that is certain. */
	expect?: 'success' | 'error';
	/** Only the option Timeout ends it. */
	endedByTimeout?: boolean;
	/** It spoils a text: in a file, which may have any bytes and any length, nobody can see it. */
	inTextOnly?: boolean;
	/** It loads the machine, so that its cells run one after the other. */
	heavy?: boolean;
	/** How many items and how many runs; one of each otherwise. */
	items?: number;
	runs?: number;
	/** Most sign-ins that the runs may cost, where a limit is part of the rules. */
	maxSignIns?: number;
	/** No software can know that the PBX acted: such an order may be carried out twice. */
	beyondKnowledge?: boolean;
	/** Nothing listens at the address. */
	noListener?: boolean;
	/** The Base URL says https where the PBX speaks http, and answers so or not at all. */
	wrongScheme?: 'answered' | 'silent';
	/** Sessions are lost after the first item. */
	restart?: boolean;
	cancelAtStart?: boolean;
	/** The run ends at once, although a sign-in goes on that other runs may wait for. */
	endsBeforeSignIn?: boolean;
	/** ms by which the clock of the machine jumps between two runs. */
	clockJumpMs?: number;
}
