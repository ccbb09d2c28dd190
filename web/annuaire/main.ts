import { required } from '../home/element';

/** Attributes of the directory that the address of this page may give. */
const PARAMETERS = ['territory', 'kinds', 'siae-kinds', 'chain-link', 'networks', 'lang', 'theme', 'tiles'];

const asked = new URLSearchParams(location.search);
const directory = required('annuaire');
for (const name of PARAMETERS) {
  const value = asked.get(name);
  if (value !== null) directory.setAttribute(name, value);
}
for (const place of document.querySelectorAll('[data-origin]')) {
  place.textContent = (place.textContent ?? '').replaceAll('https://annuaire.example', location.origin);
}
