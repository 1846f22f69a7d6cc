/** The rendering thread: one document in, one file out. */
import { parentPort, workerData } from 'node:worker_threads';
import type { ReportDocument } from '#report/types';
import { reportDocx } from './docx.ts';
import { reportPdf } from './pdf.ts';
import type { RenderJob, ReportFile } from './render.ts';
import { reportXlsx } from './xlsx.ts';

const RENDERERS: Record<ReportFile, (document: ReportDocument) => Promise<Uint8Array>> = {
	xlsx: reportXlsx,
	docx: reportDocx,
	pdf: reportPdf
};

const { document, format } = workerData as RenderJob;
parentPort?.postMessage(await RENDERERS[format](document));
