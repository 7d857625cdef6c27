/** Draws the installed page's icons from public/icon.svg: `npx tsx scripts/icons.ts`, after the drawing has changed. */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { chromium } from '@playwright/test';
import { findChromium } from './chromium.mjs';

const PUBLIC = fileURLToPath(new URL('../public/', import.meta.url));
const drawing = readFileSync(`${PUBLIC}icon.svg`, 'utf8');
/** Launchers cut a maskable icon to any shape inside its middle four fifths: the ground goes to the edge, the line stays well inside. */
const maskable = drawing
  .replace('rx="6" ', '')
  .replace('<path ', '<path transform="translate(16 16) scale(0.72) translate(-16 -16)" ');

const ICONS = [
  { name: 'icon-192', size: 192, svg: drawing },
  { name: 'icon-512', size: 512, svg: drawing },
  { name: 'icon-maskable-512', size: 512, svg: maskable },
  { name: 'apple-touch-icon', size: 180, svg: maskable },
];

const executablePath = findChromium();
const browser = await chromium.launch({
  ...(executablePath === undefined ? {} : { executablePath }),
  chromiumSandbox: process.getuid?.() !== 0,
});
try {
  for (const { name, size, svg } of ICONS) {
    const page = await browser.newPage({ viewport: { width: size, height: size } });
    const source = `data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}`;
    await page.setContent(
      `<body style="margin:0"><img src="${source}" style="display:block;width:${size}px;height:${size}px"></body>`,
    );
    writeFileSync(`${PUBLIC}${name}.png`, await page.screenshot({ omitBackground: true }));
    await page.close();
  }
} finally {
  await browser.close();
}
