export { exampleEnvironmentsPlugin as default } from './plugin';
