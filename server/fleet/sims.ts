import type { Sim } from '../store/store.ts';
import { iccid, imei, phoneNumber } from './identifiers.ts';
import type { Model } from './models.ts';
import { type City, COUNTRIES } from './places.ts';
import type { Random } from './random.ts';

/** The slots of a device's modem: none without one, and not every slot has a card in it. */
export function simsOf(random: Random, model: Model, { city, index }: { city: City; index: number }): Sim[] {
  if (model.tac === undefined) return [];
  const { tac } = model;
  const slots = model.hasTwoSims && random.chance(0.45) ? [0, 1] : [0];
  return slots.map((slot) => {
    const hasCard = random.chance(slot === 1 ? 0.5 : model.kind === 'phone' ? 0.94 : 0.6);
    return { imei: imei(tac, index, slot), ...(hasCard && card(random, city)) };
  });
}

function card(random: Random, city: City): Sim {
  const country = COUNTRIES.get(city.country);
  if (country === undefined) return {};
  return {
    phoneNumber: phoneNumber(random, country.phone),
    iccid: iccid(random, country.callingCode),
    carrier: random.pick(country.carriers).name,
    isRoaming: random.chance(0.05),
  };
}

/** What `network` and the first SIM say of the network, by its documented name. */
export function networkOf(sims: readonly Sim[], city: City): Record<string, string> {
  const carrier = sims[0]?.carrier;
  const country = COUNTRIES.get(city.country);
  const mnc = country?.carriers.find(({ name }) => name === carrier)?.mnc;
  if (country === undefined || carrier === undefined || mnc === undefined) return {};
  return {
    current_carrier_network: carrier,
    current_mcc: country.mcc,
    current_mnc: mnc,
    subscriber_mcc: country.mcc,
    subscriber_mnc: mnc,
  };
}
