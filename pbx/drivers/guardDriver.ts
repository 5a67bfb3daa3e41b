import { rejectControlCharacters } from '../http/controlCharacters';
import type { Pbx } from '../model/pbx';
import type { Driver } from './driver';

/**
 * The driver behind a check that it cannot forget: a value with a control character reaches no method
 * of its PBX. Only `events` stays as it is: it gets reports to read, and addresses that are URLs.
 */
export function guardDriver(driver: Driver): Driver {
	return { ...driver, connect: (send, clock) => guardParts(driver.connect(send, clock)) };
}

function guardParts(pbx: Pbx): Pbx {
	return new Proxy(pbx, {
		get(target, name) {
			const part: unknown = Reflect.get(target, name);
			const guarded = typeof part === 'object' && part !== null && name !== 'events';
			return guarded ? guardMethods(part) : part;
		},
	});
}

function guardMethods<Part extends object>(part: Part): Part {
	return new Proxy(part, {
		get(target, name) {
			const method: unknown = Reflect.get(target, name);
			if (typeof method !== 'function') return method;
			return async (...values: unknown[]): Promise<unknown> =>
				rejectControlCharacters(values) ?? (await Reflect.apply(method, target, values));
		},
	});
}
