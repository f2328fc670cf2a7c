import {
  IconCalendarEvent,
  IconCertificate,
  IconGridDots,
  IconSchool,
  IconShieldCheck,
  IconUser,
  IconUsers,
  IconWorldShare,
} from '@tabler/icons-react';
import type { Feature } from '../../feature.ts';
import type training from '../../i18n/en/training.json';

declare module 'i18next' {
  interface ResourceNamespaceMap {
    training: typeof training;
  }
}

/** Courses, their sessions, who is on the roster, who was there. */
export const trainingFeature: Feature = {
  namespace: 'training',
  routes: [
    { path: '/training', load: () => import('./session-list.tsx').then((module) => module.SessionList) },
    { path: '/training/courses', load: () => import('./course-list.tsx').then((module) => module.CourseList) },
    { path: '/training/courses/new', load: () => import('./course-form.tsx').then((module) => module.NewCourse) },
    {
      path: '/training/courses/$courseId',
      load: () => import('./course-screen.tsx').then((module) => module.CourseScreen),
    },
    {
      path: '/training/courses/$courseId/edit',
      load: () => import('./course-form.tsx').then((module) => module.EditCourse),
    },
    {
      path: '/training/courses/$courseId/session',
      load: () => import('./session-form.tsx').then((module) => module.NewSession),
    },
    {
      path: '/training/sessions/$sessionId',
      load: () => import('./session-screen.tsx').then((module) => module.SessionScreen),
    },
    {
      path: '/training/sessions/$sessionId/edit',
      load: () => import('./session-form.tsx').then((module) => module.EditSession),
    },
    {
      path: '/training/sessions/$sessionId/import',
      load: () => import('./roster-import.tsx').then((module) => module.RosterImport),
    },
    {
      path: '/training/sessions/$sessionId/attendance',
      load: () => import('./attendance-screen.tsx').then((module) => module.AttendanceScreen),
      rail: 'small',
    },
    {
      path: '/training/sessions/$sessionId/certificates',
      load: () => import('./certificates/issue-screen.tsx').then((module) => module.IssueScreen),
    },
    {
      path: '/training/courses/$courseId/modules/new',
      load: () => import('./modules/module-form.tsx').then((module) => module.ModuleScreen),
    },
    {
      path: '/training/courses/$courseId/modules/$moduleId',
      load: () => import('./modules/module-form.tsx').then((module) => module.ModuleScreen),
    },
    {
      path: '/training/courses/$courseId/items/new',
      load: () => import('./assessment/item-form.tsx').then((module) => module.ItemScreen),
    },
    {
      path: '/training/courses/$courseId/items/$itemId',
      load: () => import('./assessment/item-form.tsx').then((module) => module.ItemScreen),
    },
    {
      path: '/training/sessions/$sessionId/assessment',
      load: () => import('./assessment/assessment-screen.tsx').then((module) => module.AssessmentScreen),
    },
    {
      path: '/training/sessions/$sessionId/assessment/$personId',
      load: () => import('./assessment/turn-screen.tsx').then((module) => module.TurnScreen),
      rail: 'small',
    },
    {
      path: '/training/sessions/$sessionId/costs',
      load: () => import('./costs/cost-screen.tsx').then((module) => module.CostScreen),
    },
    {
      path: '/training/competencies',
      load: () => import('./assessment/competency-screen.tsx').then((module) => module.CompetencyScreen),
    },
    {
      path: '/training/competencies/frameworks',
      load: () => import('./frameworks/framework-list.tsx').then((module) => module.FrameworkList),
    },
    {
      path: '/training/competencies/frameworks/import',
      load: () => import('./frameworks/framework-import.tsx').then((module) => module.FrameworkImport),
    },
    {
      path: '/training/competencies/frameworks/$competencyId',
      load: () => import('./frameworks/competency-form.tsx').then((module) => module.CompetencyForm),
    },
    {
      path: '/training/certificates',
      load: () => import('./certificates/certificate-list.tsx').then((module) => module.CertificateList),
    },
    {
      path: '/training/certificates/check',
      load: () => import('./certificates/check-screen.tsx').then((module) => module.CheckScreen),
    },
    {
      path: '/training/certificates/$certificateId',
      load: () => import('./certificates/certificate-screen.tsx').then((module) => module.CertificateScreen),
    },
    {
      path: '/training/placements',
      load: () => import('./placements/placement-list.tsx').then((module) => module.PlacementList),
    },
    {
      path: '/training/placements/$placementId',
      load: () => import('./placements/placement-screen.tsx').then((module) => module.PlacementScreen),
    },
    {
      path: '/training/placements/$placementId/edit',
      load: () => import('./placements/placement-form.tsx').then((module) => module.EditPlacement),
    },
    {
      path: '/training/placements/$placementId/report',
      load: () => import('./placements/placement-report.tsx').then((module) => module.PlacementReport),
    },
    {
      path: '/training/placements/$placementId/costs',
      load: () => import('./costs/cost-screen.tsx').then((module) => module.PlacementCostScreen),
    },
    {
      path: '/training/people/$personId/placement',
      load: () => import('./placements/placement-form.tsx').then((module) => module.NewPlacement),
    },
    { path: '/training/people', load: () => import('./people-screen.tsx').then((module) => module.PeopleScreen) },
    {
      path: '/training/people/$personId',
      load: () => import('./person-screen.tsx').then((module) => module.PersonScreen),
    },
    {
      path: '/training/people/$personId/edit',
      load: () => import('./person-form.tsx').then((module) => module.EditPerson),
    },
    {
      path: '/training/people/$personId/data',
      load: () => import('./own-data-screen.tsx').then((module) => module.OwnDataScreen),
    },
    {
      path: '/training/people/$personId/erase',
      load: () => import('./erasure-screen.tsx').then((module) => module.ErasureScreen),
    },
  ],
  rail: { icon: IconSchool, label: (t) => t('training:rail.label'), path: '/training', order: 20 },
  invalidates: {},
  warmUp: () => import('./warm-up.ts').then((module) => module.warmUp()),
  warmLists: {
    roles: ['trainer', 'coordinator'],
    // Enrolments and marks are read for one session at a time, by index: nothing of theirs needs to be here before.
    lists: [{ type: 'person' }],
  },
  recordTypes: {
    course: { icon: IconSchool, label: (t) => t('training:tabs.courses'), path: (id) => `/training/courses/${id}` },
    session: {
      icon: IconCalendarEvent,
      label: (t) => t('training:tabs.sessions'),
      path: (id) => `/training/sessions/${id}`,
    },
    person: {
      icon: IconUser,
      label: (t) => t('training:tabs.people'),
      path: (id) => `/training/people/${id}`,
    },
    placement: {
      icon: IconWorldShare,
      label: (t) => t('training:tabs.placements'),
      path: (id) => `/training/placements/${id}`,
    },
    certificate: {
      icon: IconCertificate,
      label: (t) => t('training:tabs.certificates'),
      path: (id) => `/training/certificates/${id}`,
    },
  },
  home: [
    {
      id: 'training.day',
      spot: ([first]) => (first === 'trainer' ? { place: 'head', order: 10 } : null),
      load: () => import('./home-day.tsx').then((module) => module.HomeDay),
    },
    {
      id: 'training.today',
      spot: ([first]) => (first === 'trainer' ? { place: 'main', order: 10 } : null),
      load: () => import('./home-today.tsx').then((module) => module.HomeToday),
    },
    {
      id: 'training.to-mark',
      spot: ([first]) => (first === 'trainer' ? { place: 'side', order: 10 } : null),
      load: () => import('./home-still-to-mark.tsx').then((module) => module.HomeStillToMark),
    },
  ],
  stale: [
    {
      id: 'training.unmarked',
      order: 40,
      label: (t) => t('training:stale.unmarked'),
      none: (t) => t('training:stale.unmarkedNone'),
      tone: 'due',
      path: '/training',
      types: ['session', 'course', 'enrolment', 'attendance-mark'],
      load: () => import('./stale-sessions.ts').then((module) => module.findUnmarkedSessions),
    },
    {
      id: 'training.reports',
      order: 45,
      label: (t) => t('training:stale.reports'),
      none: (t) => t('training:stale.reportsNone'),
      tone: 'due',
      path: '/training/placements',
      types: ['placement'],
      load: () => import('./placements/stale-reports.ts').then((module) => module.findDueReports),
    },
  ],
  commands: [
    {
      id: 'training.people',
      icon: IconUsers,
      label: (t) => t('training:command.people'),
      keywords: (t) => t('training:command.peopleKeywords'),
      run: (app) => app.goTo('/training/people'),
    },
    {
      id: 'training.courses',
      icon: IconSchool,
      label: (t) => t('training:command.courses'),
      run: (app) => app.goTo('/training/courses'),
    },
    {
      id: 'training.competencies',
      icon: IconGridDots,
      label: (t) => t('training:command.competencies'),
      run: (app) => app.goTo('/training/competencies'),
    },
    {
      id: 'training.placements',
      icon: IconWorldShare,
      label: (t) => t('training:tabs.placements'),
      keywords: (t) => t('training:command.placementsKeywords'),
      run: (app) => app.goTo('/training/placements'),
    },
    {
      id: 'training.check-certificate',
      icon: IconShieldCheck,
      label: (t) => t('training:certificate.check'),
      run: (app) => app.goTo('/training/certificates/check'),
    },
    {
      id: 'training.new-course',
      icon: IconSchool,
      label: (t) => t('training:command.newCourse'),
      run: (app) => app.goTo('/training/courses/new'),
    },
  ],
};
