/** Renders a report as a file in a thread of its own: laying out a PDF takes a second that walls must not wait for. */
import { Worker } from 'node:worker_threads';
import type { ReportDocument } from '#report/types';

export const REPORT_FILES = ['xlsx', 'docx', 'pdf'] as const;
export type ReportFile = (typeof REPORT_FILES)[number];
export const REPORT_FILE_TYPES: Record<ReportFile, string> = {
	xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
	docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
	pdf: 'application/pdf'
};

export interface RenderJob {
	document: ReportDocument;
	format: ReportFile;
}

/** One job at a time: a PDF's layout needs some hundred megabytes. */
let last: Promise<unknown> = Promise.resolve();

export function renderReport(job: RenderJob): Promise<Uint8Array<ArrayBuffer>> {
	const turn = last.then(() => inThread(job));
	last = turn.catch(() => undefined);
	return turn;
}

function inThread(job: RenderJob): Promise<Uint8Array<ArrayBuffer>> {
	return new Promise((resolve, reject) => {
		const thread = new Worker(new URL('./thread.mjs', import.meta.url), {
			workerData: job,
			execArgv: []
		});
		thread.once('message', resolve);
		thread.once('error', reject);
		thread.once('exit', (code) => reject(new Error(`the report's thread ended with ${code}`)));
	});
}
