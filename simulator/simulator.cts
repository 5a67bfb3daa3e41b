import {
	serveGrandstreamUcmApi,
	type GrandstreamUcmApi,
	type GrandstreamUcmApiOptions,
} from './grandstreamUcmApi.cts';
import { serveManualApi, type ManualApi, type ManualApiOptions } from './manualApi.cts';
import { defaultOffice } from './model/office.cts';
import { webhookRoutes } from './control/webhookRoutes.cts';
import { withPhones, type PhonesOptions, type WithPhones } from './withPhones.cts';
import { serveYeastarPApi, type YeastarPApi, type YeastarPApiOptions } from './yeastarPApi.cts';

export interface SimulatorOptions extends Omit<ManualApiOptions, 'clock'>, PhonesOptions {
	family?: 'openVox';
}

/** An OpenVox UC, and what can be done to it. */
export type Simulator = WithPhones<ManualApi>;

export interface YeastarPSimulatorOptions
	extends Omit<YeastarPApiOptions, 'clock' | 'queues'>,
		PhonesOptions {
	family: 'yeastarP';
}

/** A Yeastar P-Series, and what can be done to it. */
export type YeastarPSimulator = WithPhones<YeastarPApi>;

export interface GrandstreamUcmSimulatorOptions
	extends Omit<GrandstreamUcmApiOptions, 'clock'>,
		PhonesOptions {
	family: 'grandstreamUcm';
}

/** A Grandstream UCM, and what can be done to it. */
export type GrandstreamUcmSimulator = WithPhones<GrandstreamUcmApi>;

export type AnySimulator = Simulator | YeastarPSimulator | GrandstreamUcmSimulator;

export function startSimulator(options?: SimulatorOptions): Promise<Simulator>;
export function startSimulator(options: YeastarPSimulatorOptions): Promise<YeastarPSimulator>;
export function startSimulator(
	options: GrandstreamUcmSimulatorOptions,
): Promise<GrandstreamUcmSimulator>;
export function startSimulator(
	options: SimulatorOptions | YeastarPSimulatorOptions | GrandstreamUcmSimulatorOptions = {},
): Promise<AnySimulator> {
	switch (options.family) {
		case 'yeastarP':
			return startYeastarP(options);
		case 'grandstreamUcm':
			return startGrandstreamUcm(options);
		default:
			return startOpenVox(options);
	}
}

function startOpenVox(options: SimulatorOptions): Promise<Simulator> {
	return withPhones((pbx, clock) => serveManualApi(pbx, { ...options, clock }), options);
}

function startYeastarP(options: YeastarPSimulatorOptions): Promise<YeastarPSimulator> {
	const office = options.office ?? defaultOffice();
	const queues = office.queues.map(({ number }) => number);
	return withPhones<YeastarPApi>(
		(pbx, clock) => serveYeastarPApi(pbx, { ...options, queues, clock }),
		{ ...options, office },
		webhookRoutes,
	);
}

function startGrandstreamUcm(
	options: GrandstreamUcmSimulatorOptions,
): Promise<GrandstreamUcmSimulator> {
	return withPhones((pbx, clock) => serveGrandstreamUcmApi(pbx, { ...options, clock }), options);
}
