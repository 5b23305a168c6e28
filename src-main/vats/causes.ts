import type { Advice, CauseView } from '../contract/model.ts';

/**
 * Why a leg ended: ISDN causes (ITU-T Q.850, «Код завершения звонка (ISDN)» of document 3.2) in words for people who
 * never heard of it. The texts say what the called side met, never what a protocol calls it.
 *
 * Advice: `soon` – it may go well in a moment; `later` – not before the called person does something; `fix` – this number
 * will never answer; `ask` – the administrator or the provider has to act; `none` – nothing went wrong.
 */
type Cause = readonly [ru: string, en: string, advice: Advice];

const noRoute: Cause = ['Связи с этим номером нет', 'No route to this number', 'fix'];
const busyLines: Cause = ['Линии перегружены', 'Lines are busy', 'soon'];
const noService: Cause = ['Услуга недоступна', 'Service not available', 'ask'];
const notAllowed: Cause = ['Звонки на этот номер запрещены', 'Calls to this number are not allowed', 'ask'];
const misfit: Cause = ['Оборудование не смогло договориться', 'The equipment could not agree', 'ask'];
const protocol: Cause = ['Ошибка связи между станциями', 'Error between exchanges', 'soon'];
const callId: Cause = ['Станция потеряла звонок', 'The exchange lost the call', 'soon'];

const causes = new Map<number, Cause>([
  [0, ['Причина не указана', 'No cause given', 'soon']],
  [1, ['Номер не существует', 'Number does not exist', 'fix']],
  [2, noRoute],
  [3, noRoute],
  [4, ['Номер не обслуживается', 'Number not in service', 'fix']],
  [5, ['Неверный код города или страны', 'Wrong area or country code', 'fix']],
  [6, busyLines],
  [7, ['Звонок уже передан', 'Call already delivered', 'soon']],
  [8, ['Линию занял срочный звонок', 'Line taken by a priority call', 'soon']],
  [9, ['Линию занял срочный звонок', 'Line taken by a priority call', 'soon']],
  [14, ['Номер перешёл к другому оператору', 'Number moved to another operator', 'ask']],
  [16, ['Звонок завершён', 'Call ended', 'none']],
  [17, ['Занято', 'Busy', 'soon']],
  [18, ['Телефон не отвечает сети', 'Phone did not respond', 'later']],
  [19, ['Не отвечает', 'No answer', 'later']],
  [20, ['Телефон выключен или вне сети', 'Phone is off or out of reach', 'later']],
  [21, ['Звонок отклонён', 'Call declined', 'later']],
  [22, ['Номер изменился', 'Number has changed', 'fix']],
  [23, ['Звонок переадресован на другой номер', 'Call redirected to another number', 'soon']],
  [24, ['Звонок отклонён настройкой абонента', 'Declined by the called side’s settings', 'later']],
  [25, ['Сбой маршрута', 'Routing error', 'soon']],
  [26, ['Ответили на другом телефоне', 'Answered on another phone', 'none']],
  [27, ['Телефон неисправен или отключён', 'Phone is out of order', 'later']],
  [28, ['Номер набран неверно или не полностью', 'Number is wrong or incomplete', 'fix']],
  [29, ['Услуга отклонена', 'Service refused', 'ask']],
  [30, ['Ответ на запрос состояния', 'Reply to a status query', 'none']],
  [31, ['Звонок завершён', 'Call ended', 'none']],
  [34, ['Нет свободных линий', 'No free lines', 'soon']],
  [38, ['Сеть не работает', 'Network out of order', 'later']],
  [39, ['Постоянное соединение прервано', 'Permanent connection is down', 'ask']],
  [40, ['Постоянное соединение работает', 'Permanent connection is up', 'none']],
  [41, ['Временный сбой связи', 'Temporary failure', 'soon']],
  [42, ['Станция перегружена', 'The exchange is overloaded', 'soon']],
  [43, ['Часть сведений о звонке отброшена', 'Call details were discarded', 'soon']],
  [44, busyLines],
  [46, ['Линию занял срочный звонок', 'Line taken by a priority call', 'soon']],
  [47, ['Не хватило ресурсов сети', 'The network ran out of resources', 'soon']],
  [49, ['Нужное качество связи недоступно', 'Required quality not available', 'soon']],
  [50, ['Услуга не подключена', 'Service not subscribed', 'ask']],
  [52, ['Исходящие звонки запрещены', 'Outgoing calls are barred', 'ask']],
  [53, ['Исходящие звонки группы запрещены', 'Outgoing calls of the group are barred', 'ask']],
  [54, ['Абонент не принимает входящие звонки', 'Incoming calls are barred', 'later']],
  [55, ['Входящие звонки группы запрещены', 'Incoming calls of the group are barred', 'later']],
  [57, notAllowed],
  [58, ['Вид связи сейчас недоступен', 'This kind of call is not available now', 'soon']],
  [62, misfit],
  [63, noService],
  [65, misfit],
  [66, misfit],
  [69, noService],
  [70, misfit],
  [79, noService],
  [81, callId],
  [82, callId],
  [83, callId],
  [84, callId],
  [85, callId],
  [86, callId],
  [87, ['Номер не входит в закрытую группу', 'Not a member of the closed group', 'ask']],
  [88, ['Телефон не поддерживает такой звонок', 'The phone cannot take this kind of call', 'fix']],
  [90, ['Закрытая группа не существует', 'The closed group does not exist', 'ask']],
  [91, ['Неверный выбор оператора', 'Wrong choice of operator', 'ask']],
  [95, protocol],
  [96, protocol],
  [97, protocol],
  [98, protocol],
  [99, protocol],
  [100, protocol],
  [101, protocol],
  [102, ['Станция не дождалась ответа', 'The exchange got no reply in time', 'soon']],
  [103, protocol],
  [110, protocol],
  [111, protocol],
  [127, ['Сбой в чужой сети', 'Failure in another network', 'soon']],
]);

/** Q.850 groups its causes by the upper three bits; a code nobody knows still belongs to one. */
const groups: readonly Cause[] = [
  ['Звонок не состоялся', 'The call did not take place', 'soon'],
  ['Звонок завершён', 'Call ended', 'soon'],
  ['Не хватило ресурсов сети', 'The network ran out of resources', 'soon'],
  noService,
  noService,
  protocol,
  protocol,
  ['Сбой в чужой сети', 'Failure in another network', 'soon'],
];
const unknown: Cause = ['Звонок не состоялся', 'The call did not take place', 'soon'];

/** The cause in plain words. A code that is not in Q.850 gets its group's words and stays visible: «… (код 35)». */
export function explainCause(code: number): CauseView {
  const known = causes.get(code);
  const [ru, en, advice] = known ?? groups[code >> 4] ?? unknown;
  const text = known ? { ru, en } : { ru: `${ru} (код ${code})`, en: `${en} (code ${code})` };
  return { code, text, advice };
}
