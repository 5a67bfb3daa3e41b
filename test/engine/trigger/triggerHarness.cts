import 'reflect-metadata';

import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { HookContext, LoadOptionsContext, TriggerContext, WebhookContext } from 'n8n-core';
import {
	Workflow,
	type IDataObject,
	type INode,
	type INodeParameters,
	type INodePropertyOptions,
	type INodeType,
	type INodeTypes,
	type IWebhookData,
	type IWorkflowExecuteAdditionalData,
	type WorkflowActivateMode,
} from 'n8n-workflow';

import { PbxTrigger } from '../../../nodes/PbxTrigger/PbxTrigger.node';
import { eventNamesOf } from '../../pbx/drivers/eventNames.cts';
import { CredentialStore } from '../credentialStore.cts';
import { additionalData } from '../runNode.cts';

const nodeType: INodeType = new PbxTrigger();

const nodeTypes: INodeTypes = {
	getByName: () => nodeType,
	getByNameAndVersion: () => nodeType,
	getKnownTypes: () => ({}),
};

export interface TriggerOrder {
	name: string;
	credential: CredentialStore;
	credentialId?: string;
	parameters?: INodeParameters;
}

const everyEvent = eventNamesOf('openVoxUc');

type Purpose = 'production' | 'test';

let created = 0;

/** A workflow that begins with the PBX Trigger, as the database has it. */
export class TriggerWorkflow {
	/** Whether the database has it as active: n8n takes that back when an activation fails. */
	isActive = true;
	/** What n8n keeps with the workflow. */
	stored: IDataObject = {};
	/** How often n8n wrote that into its database after a request. */
	storedAgain = 0;
	/** The first item of every execution that was started. */
	readonly executions: IDataObject[] = [];
	private readonly id: string;
	private readonly node: INode;

	constructor(
		private readonly harness: TriggerHarness,
		private readonly order: TriggerOrder,
	) {
		// One of its own in every test, although all tests are in one process.
		created += 1;
		const id = `workflow-${created}`;
		this.id = id;
		this.node = {
			id: `node-${id}`,
			webhookId: `${String(created).padStart(8, '0')}-hook`,
			name: 'PBX Trigger',
			type: 'pbxTrigger',
			typeVersion: 1,
			position: [0, 0],
			parameters: {
				events: everyEvent,
				filters: {},
				simplify: false,
				options: {},
				...order.parameters,
			},
			credentials: { pbxApi: { id: order.credentialId ?? harness.credentialId, name: 'PBX' } },
		};
	}

	/** The user changes parameters; expressions may also change their value by themselves. */
	change(parameters: INodeParameters): void {
		Object.assign(this.node.parameters, parameters);
	}

	get webhookId(): string {
		return this.node.webhookId ?? '';
	}

	/** n8n does so after each request, and asks its database for nothing where nothing was changed. */
	store({ staticData }: Workflow): void {
		if (staticData.__dataChanged !== true) return;
		this.stored = plain(staticData);
		this.storedAgain += 1;
	}

	/** The path of its address without the key. */
	get path(): string {
		return `${this.webhookId}/${this.webhookId.slice(0, 8)}`;
	}

	/** What the node itself keeps there. */
	get remembered(): IDataObject {
		return (this.stored[`node:${this.node.name}`] ?? {}) as IDataObject;
	}

	/** The last part of its address. */
	get reportKey(): string {
		const { reportKey } = this.remembered;
		return typeof reportKey === 'string' ? reportKey : '';
	}

	/** One event of each kind that started an execution, in order. */
	get events(): unknown[] {
		return this.executions.map(({ event }) => event);
	}

	workflow(staticData: IDataObject): Workflow {
		const { name } = this.order;
		return new Workflow({
			id: this.id,
			name,
			nodes: [this.node],
			connections: {},
			active: this.isActive,
			nodeTypes,
			staticData,
		});
	}

	hook(workflow: Workflow, purpose: Purpose, activation: WorkflowActivateMode): HookContext {
		const mode = purpose === 'test' ? 'manual' : 'internal';
		const data = this.harness.additionalData(this.order.credential, workflow);
		const webhookData: IWebhookData = {
			httpMethod: 'POST',
			node: this.node.name,
			path: ':key',
			webhookDescription: nodeType.description.webhooks![0]!,
			workflowId: workflow.id,
			workflowExecuteAdditionalData: data,
			isTest: purpose === 'test' ? true : undefined,
		};
		return this.harness.logged(
			new HookContext(workflow, this.node, data, mode, activation, webhookData),
		);
	}

	webhook(workflow: Workflow, purpose: Purpose, request: unknown, response: unknown) {
		const data = Object.assign(this.harness.additionalData(this.order.credential, workflow), {
			httpRequest: request,
			httpResponse: response,
		});
		const webhookData: IWebhookData = {
			httpMethod: 'POST',
			node: this.node.name,
			path: ':key',
			webhookDescription: nodeType.description.webhooks![0]!,
			workflowId: workflow.id,
			workflowExecuteAdditionalData: data,
		};
		const mode = purpose === 'test' ? 'manual' : 'webhook';
		return this.harness.logged(
			new WebhookContext(workflow, this.node, data, mode, webhookData, [], null),
		);
	}

	/** What the editor shows under *Event Delivery*, for which n8n makes a workflow of the node alone. */
	async eventDelivery(): Promise<INodePropertyOptions[]> {
		const node: INode = { ...this.node, id: 'uuid-1234', name: 'Temp-Node' };
		const workflow = new Workflow({ nodes: [node], connections: {}, active: false, nodeTypes });
		const data = this.harness.additionalData(this.order.credential, workflow);
		const context = new LoadOptionsContext(workflow, node, data, 'parameters.eventDelivery');
		return (await nodeType.methods?.loadOptions?.eventDelivery?.call(context)) ?? [];
	}

	/** n8n makes no webhook where the description gives no HTTP method. */
	hasWebhook(workflow: Workflow): boolean {
		const { httpMethod } = nodeType.description.webhooks![0]!;
		const methods = workflow.expression.getSimpleParameterValue(
			this.node,
			httpMethod,
			'internal',
			{},
			undefined,
			'GET',
		);
		return String(methods).split(',').some(Boolean);
	}

	trigger(
		workflow: Workflow,
		activation: WorkflowActivateMode,
		registerCron: (cron: unknown, onTick: (at: Date) => void) => void,
	): TriggerContext {
		const data = this.harness.additionalData(this.order.credential, workflow);
		return this.harness.logged(
			new TriggerContext(
				workflow,
				this.node,
				data,
				'trigger',
				activation,
				(data) => this.executions.push(...data.flat().map(({ json }) => json)),
				undefined,
				undefined,
				{ registerCron },
			),
		);
	}
}

interface Activation {
	trigger: TriggerWorkflow;
	/** The static data of a test listen live with it. */
	testData?: IDataObject;
	ticks: ((at: Date) => unknown)[];
	expressions: string[];
	close?: () => Promise<void>;
}

/**
 * What n8n does with a trigger: it keeps what the workflow remembers, calls the hooks in its order, lets
 * cron tick, and serves the webhook addresses over real HTTP. Node and contexts are the real ones.
 */
export class TriggerHarness {
	/** One of its own in every test: what the node remembers of a credential outlives a test. */
	readonly credentialId = `pbx-${randomUUID()}`;
	/** n8n before 1.105. */
	cronTakesText = false;
	/** What the node wrote into n8n's log. */
	readonly log: string[] = [];
	readonly active = new Map<TriggerWorkflow, Activation>();
	readonly listening = new Map<TriggerWorkflow, Activation>();
	private server: Server | undefined;
	private port = 0;
	/** Triggers whose webhooks n8n does not serve although they were activated. */
	readonly removed = new Set<TriggerWorkflow>();
	/** n8n's public address, where it is not the real one. */
	publicUrl: string | undefined;

	async open(): Promise<void> {
		const server = createServer((request, response) => void this.serve(request, response));
		this.server = server;
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
		this.port = (server.address() as AddressInfo).port;
	}

	async close(): Promise<void> {
		for (const trigger of [...this.listening.keys()]) await this.endListening(trigger);
		for (const trigger of [...this.active.keys()]) await this.deactivate(trigger);
		await new Promise((resolve) => this.server?.close(resolve));
	}

	get address(): string {
		return `127.0.0.1:${this.port}`;
	}

	additionalData(credential: CredentialStore, workflow: Workflow): IWorkflowExecuteAdditionalData {
		const url = this.publicUrl ?? `http://${this.address}`;
		return {
			...additionalData(credential, workflow),
			webhookBaseUrl: `${url}/webhook`,
			webhookTestBaseUrl: `${url}/webhook-test`,
		};
	}

	/** What n8n's helper makes of its first argument: n8n-workflow takes an object from 1.102 on. */
	private expressionOf(cron: unknown): string {
		if (this.cronTakesText) {
			if (typeof cron === 'string') return cron;
			throw new TypeError('source.toLowerCase is not a function');
		}
		return (cron as { expression: string }).expression;
	}

	/** The context with a logger whose lines are kept. */
	logged<Context extends object>(context: Context): Context {
		const write = (level: string) => (message: string) => this.log.push(`${level} ${message}`);
		const logger = {
			debug: write('debug'),
			info: write('info'),
			warn: write('warn'),
			error: write('error'),
		};
		return Object.defineProperty(context, 'logger', { value: logger });
	}

	/** Resolves when the trigger started so many executions. */
	async executed(trigger: TriggerWorkflow, count: number): Promise<void> {
		while (trigger.executions.length < count) {
			await new Promise((resolve) => setTimeout(resolve, 20));
		}
	}

	async activate(trigger: TriggerWorkflow, mode: WorkflowActivateMode = 'activate'): Promise<void> {
		const workflow = trigger.workflow(plain(trigger.stored));
		const hook = trigger.hook(workflow, 'production', mode);
		const activation: Activation = { trigger, ticks: [], expressions: [] };
		this.active.set(trigger, activation);
		try {
			const { checkExists, create } = nodeType.webhookMethods!.default!;
			const needed = trigger.hasWebhook(workflow) && !(await checkExists.call(hook));
			if (needed) await create.call(hook);
			trigger.stored = plain(workflow.staticData);
			const context = trigger.trigger(workflow, mode, (cron, onTick) => {
				activation.expressions.push(this.expressionOf(cron));
				activation.ticks.push(onTick);
			});
			activation.close = (await nodeType.trigger!.call(context))?.closeFunction;
		} catch (error) {
			await this.deactivate(trigger);
			throw error;
		}
	}

	async deactivate(trigger: TriggerWorkflow): Promise<void> {
		const activation = this.active.get(trigger);
		this.active.delete(trigger);
		const workflow = trigger.workflow(plain(trigger.stored));
		const hook = trigger.hook(workflow, 'production', 'update');
		if (trigger.hasWebhook(workflow)) await nodeType.webhookMethods!.default!.delete.call(hook);
		trigger.stored = plain(workflow.staticData);
		await activation?.close?.();
	}

	/** n8n ends: it only closes what runs. */
	async crash(trigger: TriggerWorkflow): Promise<void> {
		await this.active.get(trigger)?.close?.();
		this.active.delete(trigger);
	}

	/**
	 * Another trigger of the same workflow failed to activate: n8n calls neither `delete` nor
	 * `closeFunction`, and cron ticks on. Some versions go on serving the webhook.
	 */
	otherTriggerFailed(trigger: TriggerWorkflow, webhook: 'removed' | 'served' = 'removed'): void {
		if (webhook === 'removed') this.removed.add(trigger);
		trigger.isActive = false;
	}

	/** Cron ticks once; resolves when whatever that started is over. */
	async tick(trigger: TriggerWorkflow): Promise<void> {
		for (const onTick of this.active.get(trigger)?.ticks ?? []) await onTick(new Date());
	}

	/** The user presses "Listen for test event". */
	async listen(trigger: TriggerWorkflow): Promise<void> {
		const workflow = trigger.workflow({});
		const activation: Activation = { trigger, ticks: [], expressions: [] };
		this.listening.set(trigger, activation);
		try {
			await nodeType.webhookMethods!.default!.create.call(trigger.hook(workflow, 'test', 'manual'));
		} catch (error) {
			await this.endListening(trigger);
			throw error;
		}
		activation.testData = plain(workflow.staticData);
	}

	async endListening(trigger: TriggerWorkflow): Promise<void> {
		const activation = this.listening.get(trigger);
		this.listening.delete(trigger);
		const workflow = trigger.workflow(activation?.testData ?? {});
		await nodeType.webhookMethods!.default!.delete.call(trigger.hook(workflow, 'test', 'update'));
	}

	private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
		const chunks: Buffer[] = [];
		for await (const chunk of request) chunks.push(chunk as Buffer);
		const rawBody = Buffer.concat(chunks);
		const parts = (request.url ?? '').split('/').slice(1);
		const purpose: Purpose = parts[0] === 'webhook-test' ? 'test' : 'production';
		const activation = [...(purpose === 'test' ? this.listening : this.active).values()].find(
			({ trigger }) => trigger.webhookId === parts[1],
		);
		// A path of its own, or the two parts of the path and the key.
		const isWhole = parts.length === 2 || parts.length === 4;
		if (!activation || !isWhole || this.removed.has(activation.trigger)) {
			const message = `The requested webhook "POST ${parts.join('/')}" is not registered.`;
			return end(response, 404, JSON.stringify({ code: 404, message }));
		}
		const body = asJson(rawBody.toString('utf8'));
		// n8n refuses it before any node sees it.
		if (body === undefined) return end(response, 422);
		const { trigger } = activation;
		const workflow = trigger.workflow(
			purpose === 'test' ? (activation.testData ?? {}) : plain(trigger.stored),
		);
		const context = trigger.webhook(
			workflow,
			purpose,
			Object.assign(request, {
				params: { key: parts[3] },
				rawBody,
				body,
				ip: request.socket.remoteAddress,
			}),
			Object.assign(response, {
				status(code: number) {
					response.statusCode = code;
					return response;
				},
			}),
		);
		const result = await nodeType.webhook!.call(context);
		if (purpose === 'production') trigger.store(workflow);
		for (const item of result.workflowData?.flat() ?? []) trigger.executions.push(item.json);
		if (result.noWebhookResponse !== true) end(response, 200);
		if (result.workflowData && purpose === 'test') await this.endListening(trigger);
	}
}

function end(response: ServerResponse, status: number, body?: string): void {
	const type = body === undefined ? {} : { 'Content-Type': 'application/json' };
	response.writeHead(status, { Connection: 'close', ...type }).end(body);
}

function asJson(text: string): unknown {
	try {
		return JSON.parse(text) as unknown;
	} catch {
		return undefined;
	}
}

/** Static data are observed by n8n; a copy is not. */
function plain(data: IDataObject): IDataObject {
	return JSON.parse(JSON.stringify(data)) as IDataObject;
}
