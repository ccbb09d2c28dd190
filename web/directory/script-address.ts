const NAME = '/embed/maillon-directory.js';

/**
 * Where this script came from; undefined when another script brought it in. A classic script is the current one while it
 * runs; a module never is, and is found by its address in the page.
 */
export const SCRIPT_ADDRESS: string | undefined = addressOf(document.currentScript) ?? addressInPage();

function addressOf(script: HTMLOrSVGScriptElement | null): string | undefined {
  return script instanceof HTMLScriptElement && pathOf(script.src).endsWith(NAME) ? script.src : undefined;
}

function addressInPage(): string | undefined {
  return [...document.scripts].map(addressOf).find((address) => address !== undefined);
}

function pathOf(address: string): string {
  return URL.canParse(address) ? new URL(address).pathname : '';
}
