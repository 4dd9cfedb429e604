import { html, type Html } from '../auth/html.ts';
import { ERRORS, type ErrorCode } from '../contract/errors.ts';
import { apiGuide, type GuideSection } from '../contract/openapi-guide.ts';
import { OAUTH_OPERATIONS, OAUTH_TAG, type OAuthOperation } from '../contract/openapi-oauth.ts';
import { type Tag, TAGS } from '../contract/operations-types.ts';
import { API_OPERATIONS } from '../contract/operations.ts';
import type { Wire } from '../contract/wire.ts';
import { fieldRows, fieldTable } from './docs-fields.ts';
import { codeTable, operationSection } from './docs-operation.ts';
import { codeBlock, methodBadge, pathCode, prose } from './docs-text.ts';

/** The same mark as public/favicon.svg, in the colours of the page. */
const MARK = html`<svg class="mark" viewBox="0 0 32 32" width="24" height="24" aria-hidden="true">
  <rect width="32" height="32" rx="7" />
  <g>
    <rect x="7" y="8" width="5" height="16" rx="1.5" />
    <rect x="13.5" y="8" width="5" height="16" rx="1.5" opacity="0.75" />
    <rect x="20" y="8" width="5" height="16" rx="1.5" opacity="0.5" />
  </g>
</svg>`;

/** Object.keys forgets the names. */
const TAG_NAMES = Object.keys(TAGS) as Tag[];
const ALL_CODES = Object.keys(ERRORS) as ErrorCode[];

/** The document of the API as a page for people: one text without a script, the same for everybody. */
export function docsPage(wire: Wire, stylePath: string): string {
  const guide = apiGuide(wire);
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta
          name="description"
          content="Every operation of the mobile device management API of this server"
        />
        <title>API · Muster</title>
        <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
        <link rel="stylesheet" href="${stylePath}" />
      </head>
      <body>
        <a class="skip" href="#content">Skip to content</a>
        <header class="top">
          <a class="brand" href="/">${MARK}<span>Muster</span></a>
          <p>API <span class="version">v1</span></p>
          <a class="document" href="/api/v1/openapi.json">OpenAPI 3.1</a>
        </header>
        ${contents(guide)}
        <main id="content" tabindex="-1">
          <div class="intro">
            <h1>Mobile device management API</h1>
            <p class="lead">
              ${String(API_OPERATIONS.length)} operations on devices, groups, files and apps, as ManageEngine
              MDM documents them. Made from the schemas this server answers by.
            </p>
          </div>
          ${guide.map(guideSection)} ${TAG_NAMES.map((tag) => tagSection(tag, wire))} ${oauthSection()}
        </main>
      </body>
    </html>`.text;
}

/**
 * Twice, one of them shown: a list of its own beside the page where there is room, and one that opens above the page on
 * a phone. One for both would need a script, or a closed element that is open all the same, which not every browser and
 * screen reader can follow.
 */
function contents(guide: readonly GuideSection[]): Html {
  return html`<nav class="beside" aria-label="Contents">${contentsLists(guide, 'beside')}</nav>
    <nav class="above" aria-label="Contents">
      <details>
        <summary>Contents</summary>
        ${contentsLists(guide, 'above')}
      </details>
    </nav>`;
}

function contentsLists(guide: readonly GuideSection[], place: string): Html {
  return html`<div class="contents">
    <ul>
      ${guide.map(({ id, title }) => html`<li><a href="#${id}">${title}</a></li>`)}
    </ul>
    ${TAG_NAMES.map((tag) =>
      contentsOf(
        tag,
        API_OPERATIONS.filter((operation) => operation.tag === tag),
        place,
      ),
    )}
    ${contentsOf(OAUTH_TAG.name, OAUTH_OPERATIONS, place)}
  </div>`;
}

function contentsOf(
  tag: string,
  operations: readonly { id: string; method: string; summary: string }[],
  place: string,
): Html {
  return html`<p class="tag" id="${place}-${tag}"><a href="#${tag}">${tag}</a></p>
    <ul aria-labelledby="${place}-${tag}">
      ${operations.map(
        ({ id, method, summary }) =>
          html`<li>
            <a href="#${id}">${methodBadge(method)}<span>${summary}</span></a>
          </li>`,
      )}
    </ul>`;
}

function guideSection({ id, title, paragraphs, code }: GuideSection): Html {
  return html`<section class="guide" id="${id}">
    <h2><a href="#${id}">${title}</a></h2>
    ${paragraphs.map((paragraph) => html`<p>${prose(paragraph)}</p>`)}
    ${code !== undefined && codeBlock('Example', html`${code}`)}
    ${id === 'errors' && codeTable(ALL_CODES, true)}
  </section>`;
}

function tagSection(tag: Tag, wire: Wire): Html {
  return html`<section id="${tag}" aria-labelledby="${tag}-title">
    <div class="intro">
      <h2 id="${tag}-title"><a href="#${tag}">${tag}</a></h2>
      <p>${TAGS[tag]}</p>
    </div>
    ${API_OPERATIONS.filter((operation) => operation.tag === tag).map((operation) =>
      operationSection(operation, wire),
    )}
  </section>`;
}

function oauthSection(): Html {
  const { name, description } = OAUTH_TAG;
  return html`<section id="${name}" aria-labelledby="${name}-title">
    <div class="intro">
      <h2 id="${name}-title"><a href="#${name}">${name}</a></h2>
      <p>${description}</p>
    </div>
    ${OAUTH_OPERATIONS.map(oauthOperation)}
  </section>`;
}

function oauthOperation(operation: OAuthOperation): Html {
  const { id, method, path, summary, description, parameters, required } = operation;
  return html`<article class="operation" id="${id}" aria-labelledby="${id}-title">
    <div class="about">
      <h3 id="${id}-title"><a href="#${id}">${summary}</a></h3>
      <p class="endpoint">${methodBadge(method)} ${pathCode(path)}</p>
      <p>${prose(description)}</p>
      <h4>Parameters</h4>
      ${fieldTable('Parameters', fieldRows({ properties: parameters, required }))}
    </div>
  </article>`;
}
