import type { CredentialInput } from '../model/failure';
import type { Family } from './driver';
import { asterisk } from './asterisk/family';
import { grandstreamUcm } from './grandstreamUcm/family';
import { openVox } from './openvox/family';
import { openVoxUc, yeastarV1 } from './openvox/variants';
import { yeastarP } from './yeastarP/family';

/**
 * Every kind of PBX that can be chosen, under the value that the credential stores: one line each, sorted
 * by label.
 */
export const families: Readonly<Record<string, Family>> = {
	asterisk: { label: 'Asterisk / FreePBX', ...asterisk },
	grandstreamUcm: { label: 'Grandstream UCM', ...grandstreamUcm },
	openVoxUc: { label: 'OpenVox UC Series', ...openVox(openVoxUc) },
	yeastarP: { label: 'Yeastar P-Series', ...yeastarP },
	yeastarV1: { label: 'Yeastar S-Series / K2 / Cloud, API V1', ...openVox(yeastarV1) },
};

export const defaultFamily = 'openVoxUc';

/** The kind of PBX with this value, which may come from outside. */
export function familyOf(value: unknown): Family | undefined {
	return typeof value === 'string' && Object.hasOwn(families, value) ? families[value] : undefined;
}

/** The values of the families for which something holds. */
export function familiesWhere(holds: (family: Family) => boolean): string[] {
	return Object.entries(families)
		.filter(([, family]) => holds(family))
		.map(([value]) => value);
}

/** The values of the families that read a field of the credential. */
export function familiesWith(input: CredentialInput): string[] {
	return familiesWhere(({ credentialInputs }) => credentialInputs.includes(input));
}

/** What a user chooses a family from. */
export function familyOptions(values: readonly string[]): Array<{ name: string; value: string }> {
	return values.map((value) => ({ name: families[value]?.label ?? value, value }));
}
